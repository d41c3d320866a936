# Atención coordinada: el plan de los dos lados, los mensajes entre los equipos y las notas que se quedan.

plan-title = Planear en conjunto
plan-to-record = Expediente { $code }
plan-seen-by = su equipo. { $org } ve solo las líneas que usted comparte y los mensajes que envía
plan-ribbon-title = Lo que usted comparte
plan-days-left = { $n ->
    [one] Queda un día.
   *[other] Quedan { $n } días.
}
plan-ours-until = Puede compartir líneas de este plan con { $org } hasta el { $date }.
plan-ours-silent = Su autorización sigue vigente hasta el { $date }, pero ahora no se puede compartir nada nuevo. Abajo dice por qué.
plan-ours-paused = Su autorización sigue vigente hasta el { $date }, pero ahora no se puede compartir ninguna línea con { $org }. Abajo dice por qué.
plan-ours-ended = Dejó de compartir el { $date }.
plan-kept-until = Lo que escribió su equipo se guarda hasta el { $date } y después se borra.
plan-ours-nothing = No comparte nada de este plan.
plan-ours-nothing-why = Para compartir una línea con { $org }, primero haga una autorización con la persona.
plan-take-release = Hacer una autorización para planear en conjunto
plan-stop = Dejar de compartir el plan
plan-paused = Puede escribir sus líneas y retirarlas. Por ahora no se puede compartir nada nuevo.
plan-ours-title = Lo nuestro: { $org }
plan-theirs-title = Lo de { $org }
plan-ours-empty = Todavía no hay nada escrito. Empiece por lo que la persona quiere, en sus palabras.
plan-goal = Meta
plan-task = Por hacer
plan-done = Hecho
plan-substance-use = Sobre alcohol o drogas
plan-owner-person = La propia persona
plan-owner-is = Lo hace { $name }
plan-due-is = para el { $date }
plan-line-ours-only = Solo lo ve su equipo.
plan-line-shared = Esto llegó a { $org }. Tienen permiso de verlo hasta el { $date }.
plan-line-waits = En camino: { $org } todavía no lo tiene. Podrá leerlo hasta el { $date }.
plan-line-unsent = Esto no se envió. { $org } no lo ha visto.
plan-line-changed = Cambió después de compartirse: { $org } tiene permiso de ver las palabras de antes hasta el { $date }.
plan-line-ended = { $org } tuvo permiso de verlo hasta el { $date }.
plan-line-by = { $name }, { $at }.
plan-line-from = Lo compartió { $name }, { $at }.
plan-share = Compartir esta línea
plan-share-again = Compartirla otra vez como está ahora
plan-take-back = Retirarla
plan-mark-done = Marcar como hecho
plan-not-done = Marcar como no hecho
plan-change = Cambiar
plan-add-goal = Agregar una meta
plan-add-task = Agregar algo por hacer
plan-theirs-ended = Se dejó de compartir el { $date }
plan-theirs-ended-why = Sus líneas y mensajes ya no están aquí. Lo que usted escribió sigue siendo suyo.
plan-theirs-until = Comparten con usted hasta el { $date }. Puede leer sus líneas, pero no cambiarlas.
plan-theirs-none-now = Ahora no comparten ninguna línea.
plan-theirs-nothing = { $org } no ha compartido nada de un plan.
plan-messages-title = Mensajes entre los dos equipos
plan-messages-none = Todavía no hay mensajes.
plan-messages-hint = Los mensajes son solo sobre esta persona. A { $org } se le avisa que hay uno, sin decir qué dice. A nadie se le avisa si el otro lado leyó un mensaje ni si todavía guarda un registro.
plan-messages-not-released = Ninguna autorización nuestra vigente incluye mensajes. Haga una que los incluya, o llámeles.
plan-message-until = Esto llegó a { $org }. Tienen permiso de leerlo hasta el { $date }.
plan-message-waits = En camino: { $org } todavía no lo tiene. Podrá leerlo hasta el { $date }.
plan-message-unsent = Esto no se envió. { $org } no lo ha visto.
plan-message-ended = { $org } tuvo permiso de leerlo hasta el { $date }.
plan-write-message = Escribir un mensaje
plan-notes-title = Notas privadas
plan-notes-lead = Solo { $org } puede leerlas. No se pueden compartir con { $partner }. Aquí van las notas de seguridad.
plan-note-remove = Borrar esta nota
plan-add-note = Agregar una nota privada
plan-openings = Quién abrió este plan

plan-goal-title = Una meta
plan-goal-lead = Lo que la persona quiere, en sus propias palabras.
plan-goal-words = Lo que dijo
plan-goal-hint = Escríbalo como lo dice: “Quiero dormir toda la noche”.
plan-goal-needed = Escriba lo que la persona quiere.
plan-task-title = Algo por hacer
plan-task-lead = Un paso, quién lo hace y para cuándo.
plan-task-words = Qué hay que hacer
plan-task-needed = Escriba qué hay que hacer.
plan-owner = Quién lo hace
plan-due = Para cuándo
plan-due-wrong = Elija un día o deje el campo vacío.
plan-due-past = Ese día ya pasó. Elija hoy o un día después.
plan-is-done = Ya está hecho
plan-substance-use-tick = Dice algo sobre alcohol o drogas
plan-substance-use-hint = Entonces solo se puede compartir con una autorización que lo nombre, con el consentimiento federal (42 CFR 2.31).
plan-save = Guardar
plan-change-shared = { $org } tiene esta línea. Verá su cambio solo cuando usted la comparta otra vez.
plan-remove = Quitar esta línea del plan
plan-remove-hint = Se borra y no se puede recuperar.
plan-remove-shared-hint = Se borra aquí, y { $org } ya no la ve.

plan-share-title = Compartir una línea
plan-share-heading = ¿Compartir esto con { $org }?
plan-share-who = Lo verán las personas de { $org } que trabajan en esta referencia.
plan-share-until = Pueden leerlo hasta el { $date }, o hasta que la persona lo detenga.
plan-share-only = Solo se comparte esta línea, tal como está aquí.
plan-share-back = Puede retirarla en cualquier momento. Lo que ya se leyó, se leyó.
plan-share-button = Compartir esta línea

plan-message-title = Un mensaje
plan-message-heading = Escribir al equipo de { $org }
plan-message-seen-by = su equipo y las personas de { $org } que trabajan en esta referencia
plan-message-words = Su mensaje
plan-message-hint = Escriba solo lo que necesitan saber. Si es urgente, llame.
plan-message-needed = Escriba un mensaje.
plan-message-button = Enviar
plan-note-title = Una nota privada
plan-note-words = Su nota
plan-note-needed = Escriba una nota.
plan-note-button = Guardar esta nota

plan-stop-title = Dejar de compartir el plan
plan-stop-heading = ¿Dejar de compartir el plan con { $org }?
plan-stop-hides = { $org } deja de ver sus líneas y mensajes en cuanto le llega el aviso. No se envía nada nuevo.
plan-stop-ours = Lo que escribió su equipo se queda en su propio expediente, como máximo, hasta 30 días después de que termine lo último que comparta cualquiera de las dos partes, y después se borra. Una retención legal lo conserva más tiempo.
plan-stop-referral = La referencia sigue su curso.
plan-stop-button = Dejar de compartir ahora

plan-closed = Ya no se comparte, así que no se puede agregar nada a este plan. Lo que escribió sigue aquí. Primero haga una autorización nueva con la persona.
plan-changed-meanwhile = Otra persona del equipo cambió esta línea mientras tanto. Abra el plan otra vez y véala primero.
plan-too-many = Este plan está lleno. Quite una línea que ya no haga falta.
plan-too-many-letters = Hay demasiados mensajes aquí. Por favor llámeles.

plan-corner-title = Planear en conjunto
plan-corner-ours = Usted comparte hasta el { $date }.
plan-corner-ours-silent = Su autorización sigue vigente hasta el { $date }, pero ahora no se puede compartir nada nuevo. Vea lo que la persona nos pidió.
plan-corner-ours-not = No comparte nada de un plan.
plan-corner-theirs = { $org } comparte con usted hasta el { $date }.
plan-corner-theirs-ended = { $org }: se dejó de compartir el { $date }.
plan-corner-unread = { $n ->
    [one] Una línea o mensaje nuevo
   *[other] { $n } líneas o mensajes nuevos
}
plan-corner-open = Abrir el plan
plan-corner-hint = Con una autorización propia para esto, puede planear la atención con { $org } línea por línea.

notice-plan-shared = Una organización aliada compartió una línea de un plan. Abra el expediente para leerla.
notice-plan-letter = Una organización aliada escribió sobre un expediente. Ábralo para leer el mensaje.

letters-write = Escribir a { $org }
letters-write-hint = Solo lo que necesitan saber sobre esta persona. Podrán leerlo hasta el { $date }. Si es urgente, llame.
letters-not-released = Ninguna autorización nuestra vigente permite escribirles sobre esta persona. Llame y deje que la persona hable por sí misma, o haga con ella una autorización.
letters-agreement-is-not-enough = Esto se mandó con el acuerdo de palabra de la persona. Un mensaje dice más de lo que aceptó entonces, así que hace falta una autorización firmada. Haga una para planear en conjunto y marque allí los mensajes.
letters-take-release = Hacer una autorización para escribirles
letters-older = Mensajes anteriores
letters-newest = Volver a los más recientes
letters-take-out = Quitar este mensaje
letters-out-title = Quitar un mensaje
letters-out-lead = Su equipo lo escribió { $at }.
letters-out-effect = Desaparece aquí y en { $org }, para siempre. Lo que alguien ya leyó, leído está.
letters-out-effect-held = Este expediente está bajo retención legal. El mensaje desaparece en { $org }, para siempre, y aquí se queda hasta que se levante la retención. Lo que alguien ya leyó, leído está.
letters-out-button = Quitarlo
letters-out-held = Aquí se queda por la retención legal y se va cuando se levante. La organización aliada ya no lo tiene.
letters-out-back = Volver a los mensajes
message-not-there = La referencia no les llegó, así que no hay de qué escribir. Lo que escribió sigue aquí. Por favor llámeles.
notice-letter = Una organización aliada escribió sobre una referencia. Ábrala para leer el mensaje.
message-not-agreed = Su acuerdo con esta organización no incluye mensajes, así que esto no se envió. Lo que escribió sigue aquí. Por favor llámeles.
letters-not-opened = { $n ->
    [one] Un mensaje no se abre.
   *[other] { $n } mensajes no se abren.
    } El resto del expediente está completo. Pida a quien cuida el programa que revise los expedientes.
