# Las dos mitades de lo que se comparte en un expediente.

halves-title = Quién puede compartir qué
halves-lead = Cada sentido necesita su propia autorización. Una nunca abre la otra.
halves-ours = De nuestra organización a { $org }
halves-theirs = De { $org } a nuestra organización
halves-live = Abierto
halves-closed = Cerrado
halves-none = No hay ninguna autorización vigente. No compartimos nada más.
halves-by-agreement = Enviamos lo que la persona aceptó, y nada más.
halves-agreed-paper = Un papel sobre esto para la persona
halves-held = La guarda { $holder }, hasta el { $date }
halves-stop = Dejar de compartir para planear en conjunto
halves-stop-all = Dejar de compartir todo lo de este expediente
halves-add-feedback = Hacer una autorización para contarles en qué quedó
halves-add-care = Hacer una autorización para planear en conjunto
halves-open = Abrir la autorización: { $purpose }
halves-they-sent = Compartieron esta referencia con nuestro equipo: { $at }.
halves-they-told = Nos contaron en qué quedó: { $at }. Lo hacen con una autorización o una palabra de la persona que guardan allí.
halves-they-tell-nothing = No nos han contado en qué quedó. Eso no dice nada sobre la persona.
halves-theirs-hint = Sus autorizaciones son suyas. De ellas solo sabemos lo que nos dicen, y la fecha de término que venía con lo que enviaron.
halves-they-stopped = Dejaron de compartir
halves-ends = Cuando termina, no les llega nada nuevo. Lo que ya recibieron y atendieron lo pueden guardar en su propio expediente.
halves-nothing = Nada
halves-nothing-told = Nada que sepamos
