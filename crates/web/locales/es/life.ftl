# La vida de un expediente: qué lo termina, qué queda, y qué se dice a quien llega tarde.

# Demasiado tarde
problem-over-forgotten = Este expediente se olvidó: { $at }. No se guardó ni se envió nada.
problem-over-partner = Este expediente dejó de compartirse: { $at }. No se guardó ni se envió nada.
problem-over-untaken = Nadie tomó esta referencia a tiempo. Se cerró: { $at }. No se guardó ni se envió nada.
problem-over-ended = Este expediente terminó: { $at }. No se empieza nada nuevo sobre él. No se guardó ni se envió nada.
over-typed = Lo que usted escribió
over-typed-hint = Está solo en esta página. Copie lo que necesite antes de salir.
over-back = Ir al expediente
over-back-visit = Ir a la visita

# Un expediente cerrado
closed-forgotten = Olvidado
closed-forgotten-text = Olvidado: { $at }. Aquí no queda nada más que el hecho de que ocurrió.
closed-untaken = Cerrado: nadie lo tomó
closed-untaken-text = Cerrado: { $at }, porque nadie lo tomó a tiempo. Aquí no queda nada más que el hecho de que ocurrió.

# En una lista
row-ended = terminó { $at }
row-half-ended = Lo que le contamos a { $org } terminó { $at }. Su parte sigue abierta.
sent-ended = Terminó { $at } · se envió { $sent }

# La organización aliada pide olvidar lo que ya no está
asked-gone = Nuestra copia ya no existe desde { $at }. No queda nada que guardar.
asked-gone-answer = Solo podemos contestar: { $answer }
asked-gone-bound = Es también lo que contestamos cuando olvidamos una copia. No tiene que contestar.
asked-gone-button = Avisar a { $org }

# El código que se dijo
stop-code-done-read = El código que leímos: { $code }
stop-code-done-typed = Como usted lo escribió: { $typed }
stop-code-done-check = Léaselo a la persona. Si no es el código de su papel, no se detuvo nada de lo suyo: escríbalo otra vez.

# El papel que la persona se lleva
receipt-what-was = Solo podíamos compartir esto:
receipt-who-was = Lo compartimos con una sola oficina. Si es seguro para usted, puede escribir aquí su nombre:
receipt-after-death = Si usted muere, también puede servir para ver cómo murió. Usted dijo que sí a eso. No hace que nada dure más.
