# Detener con el código de un expediente, sin verlo.

nav-stop-code = Detener con un código
stop-code-link = Dejar de compartir con un código
stop-code-title = Detener con un código
stop-code-lead = Una persona quiere que se deje de compartir y usted no encuentra su expediente. Escriba el código que le dice.
stop-code-seen-by = usted. A quienes trabajan con el expediente se les avisa que se detuvo y quién lo hizo
stop-code-see-it = Si usted puede abrir el expediente, deténgalo ahí: así verá lo que ya se leyó.
stop-code-all = Lo que esta oficina comparte con este código se detiene de inmediato. No hace falta decir por qué. Lo que otra oficina comparte con su propio papel, lo detiene esa oficina.
stop-code-blind = No se le dice si existe ese expediente. Algunos son solo para dos personas.
stop-code-field = Código
stop-code-hint = Ocho letras y números, como 41B7-09CE.
stop-code-needed = Escriba el código.
stop-code-unreadable = Esto no es un código. Tiene ocho letras y números, como 41B7-09CE. Pida a la persona que lo lea otra vez.
stop-code-done-title = Listo
stop-code-done-lead = Si este código es de un expediente de aquí, esta oficina ya no comparte nada con él.
stop-code-done-why = Esta página dice lo mismo con cualquier código, para que nadie sepa por ella a quién conocemos.
stop-code-done-say = Diga a la persona: lo que esta oficina compartía con su código ya se detuvo, y alguien que conoce su expediente puede decirle lo que se leyó. Si su papel viene de otra oficina, llamen allí en conjunto: esa oficina lo detiene.
stop-code-another = Otro código
problem-too-many-stop-codes = Ha probado muchos códigos. Espere unos minutos o pida a una colega que lo escriba ahora.
notice-stopped-by-code = Alguien dijo el código de un expediente y se dejó de compartir. Ábralo y diga a la persona lo que ya se leyó.
notice-draft-let-go = Una persona dijo su código y no quiere compartir nada. Lo que usted había empezado con ella ya no está y su papel no vale. Si el papel regresa, destrúyalo.
