# La página de inicio de quien es responsable.

nav-home = Inicio
home-title = Inicio
home-seen-by = las personas responsables de su organización. Aquí no hay nombres
home-sentence-clinic = Este mes: { $visits ->
    [one] 1 consulta
   *[other] { $visits } consultas
}, { $sent ->
    [one] 1 referencia enviada
   *[other] { $sent } referencias enviadas
}, { $arrived ->
    [one] 1 recibida
   *[other] { $arrived } recibidas
}.
home-sentence-advocates = Este mes: { $arrived ->
    [one] 1 referencia recibida
   *[other] { $arrived } referencias recibidas
}, { $sent ->
    [one] 1 enviada
   *[other] { $sent } enviadas
}.
home-to-partnership = Ver la alianza
home-waiting = Lo que espera
home-waiting-none = Nada espera respuesta.
home-waiting-total = { $n ->
    [one] 1 espera respuesta. Primero, la que más ha esperado.
   *[other] { $n } esperan respuesta. Primero, la que más ha esperado.
}
home-waiting-many = { $n } o más esperan respuesta. Primero, la que más ha esperado.
home-waits = de espera
home-overdue = Pasó el tiempo prometido
home-open = Abrir
home-open-full = Abrir { $code }
home-counts = Los números de este mes
home-ours = Números exactos: son nuestros y no se comparten. Un número pequeño puede señalar a una persona.
home-counts-none = Este mes todavía no se ha contado nada.
home-counts-sent = Lo que enviamos a la organización aliada
home-counts-came = Lo que nos llegó
home-counts-here = Aquí, en nuestra organización
home-what = Qué
home-how-many = Total
home-ends = Termina pronto
home-ends-none = Ninguna autorización termina en los próximos días.
home-days-left = { $n ->
    [one] queda 1 día
   *[other] quedan { $n } días
}
home-release-of = Termina la autorización de { $code }.
home-next = Qué sigue
home-next-colleagues = Por ahora usted es la única persona aquí. Cuando no está, nadie responde.
home-next-invite = Invitar a alguien del equipo
home-next-partner = Todavía no hay ninguna organización vinculada. Quien administra este servidor conecta las dos; la página de operaciones dice cómo.
