# Lo que se envió.

nav-sent = Enviadas
sent-title = Enviadas
sent-lead = Lo que envió su equipo; lo más reciente primero. Los nombres se ven solo al abrir una.
sent-seen-by = su equipo, sin nombres
sent-delivered = Entregada
sent-not-yet = Todavía sin entregar
sent-not-delivered = No se entregó
sent-not-delivered-next = No la recibieron. Llámeles:
sent-stop-not-delivered = No se entregó el aviso
sent-stop-not-delivered-next = No saben que ya no se comparte. Llámeles ahora:
sent-open = Abrir
sent-open-full = Abrir { $code }, enviada a { $org }
sent-to-start = Volver a lo más reciente
sent-empty = Todavía no se ha enviado nada. Lo que envíe aparecerá aquí.
sent-begin-note = Escribir una nota
sent-begin-reverse = Empezar una referencia
sent-know-title = Lo que se puede saber
sent-know-advocates = “Entregada” quiere decir que llegó a su sistema. De ahí en adelante, las intercesoras pueden decirle más solo si la persona sobreviviente firma una autorización que lo diga. Esto se puede saber sin ella:
sent-know-clinic = “Entregada” quiere decir que llegó a su sistema. El centro de salud puede decirle más si la persona está de acuerdo. Esto se puede saber de todos modos:
sent-clinic-reaches-out = La clínica se comunica
sent-in-person = En persona
