# Lo que no se acepta, con su causa y qué hacer.

# A nadie se le dice nada
release-silenced = La persona pidió que no se le diga nada más a nadie.
release-silenced-unsure = Se repuso una copia anterior de este expediente y no es seguro qué pidió la persona por última vez. Hasta saberlo, no se le dice nada a nadie.
release-silenced-text = Mientras sea así, no se puede firmar ni mandar nada. Solo la persona puede levantarlo: pregúntele y, si quiere otra cosa, cámbielo en el expediente.
release-silenced-kept = Lo que ya se contestó aquí queda guardado.
release-silenced-link = Ver lo que nos pidió
release-silenced-way = La persona pidió que no se le diga nada más a nadie. Si ahora quiere compartir algo, primero cámbielo en el expediente. Si no, no se comparte nada.
plan-silenced = Se puede seguir escribiendo en la parte propia y en las notas. No se puede mandar nada. Solo la persona puede levantarlo.

# Una línea o un mensaje
plan-refused-kept = No se mandó nada. Lo que escribió sigue aquí. Solo la persona puede levantarlo: pregúntele y cámbielo en “Lo que nos pidió”, en el expediente.
plan-refused-stopped = Se dejó de compartir el { $date }. La persona lo detuvo. No se guardó ni se mandó nada. Lo que escribió sigue aquí. Si la persona cambia de idea, hagan juntos una autorización nueva.
plan-refused-ran-out = La autorización terminó el { $date }. No se guardó ni se mandó nada. Lo que escribió sigue aquí. Si la persona quiere seguir, primero hagan juntos una autorización nueva.
plan-refused-theirs = La otra organización dejó de compartir el { $date } y de aquí no se comparte nada. No se guardó nada. Lo que escribió sigue aquí. Si la persona quiere seguir, primero hagan juntos una autorización.
plan-refused-over = Esta referencia terminó el { $date }, así que en su plan ya no se escribe nada. Lo que escribió sigue aquí. Si la persona quiere seguir, comiencen una referencia nueva.

# Los pasos de una autorización
release-needs-needed = Lo del alcohol y las drogas se dice como ayuda que la persona pide. Marque también “La ayuda que pidió”, o quite lo del alcohol y las drogas.
release-of-age = Desde los { $n } años nadie es menor aquí. Elija “La propia persona”, o corrija la edad.
release-is-minor = Con menos de { $n } años es menor de edad aquí. Elija una de las respuestas para menores. Si un tribunal o una ley le permite actuar como persona adulta, deje la edad vacía.
release-age-wrong = Dé la edad en años, de 0 a 120.
state-adult = Edad desde la que nadie es menor
state-adult-hint = En años. Déjelo vacío si no lo sabe: entonces vale lo que venía con el programa, o si no, 18.
state-unverified = Nadie ha podido leer la ley para esto todavía. Vale la edad más estricta. Pida a su abogado o a su coalición que lo revise, y escriba lo que encuentren.
state-adult-age = Mayoría de edad: { $n } años
state-adult-wrong = Dé una edad de 18 a 21, o déjelo vacío.

# Cómo comunicarse con la persona
number-not-a-number = Este número no se puede marcar. Escriba un teléfono: de 7 a 15 cifras, con + ( ) - . o / y “ext.” si hace falta. Un lugar va con “En la próxima visita”.
contact-untold = { $org } no se entera de este cambio.
contact-untold-unsent = Si todavía no ha salido, ya no sale. Entonces envíela de nuevo.
referral-recalled = Esto todavía no había salido hacia { $org }. Ya no saldrá.
referral-recalled-next = Algo se cambió o se olvidó aquí. Si la persona todavía quiere que le presenten, pregúntele de nuevo y envíe otra referencia.
event-recalled = Todavía no había salido: no se envió
contact-untold-call = Allí queda lo que recibieron. Si también tiene que cambiar allí, pregúntele a la persona y después llame.
contact-danger-there = { $org } sigue teniendo el número y el plan como estaban. Alguien allí podría usarlos.
contact-danger-ask = Pregúntele a la persona si podemos avisarles. Hasta entonces no les avisamos.
contact-untold-stays = Lo que tienen allí queda como estaba. Si también tiene que cambiar allí, pregúntele primero a la persona.
contact-danger-law = Aquí hace falta una autorización por escrito (34 U.S.C. 12291(b)(2)).
contact-danger-write = Escribirles con la autorización que está vigente
event-contact_changed = Cambió cómo comunicarse con la persona
plan_part-way = la manera
plan_part-number = el número o el lugar
plan_part-times = las horas seguras
plan_part-voicemail = la regla del mensaje de voz
plan_part-words = las palabras que se usan
plan_part-code_word = la palabra clave
plan_part-who_may_answer = quién más puede contestar
plan_part-recheck = cuándo volver a preguntar
plan_part-closed = cerrado hasta que la persona vuelva a decir qué es seguro
plan_part-confirmed = confirmado como está

# Olvidar
forget-part-why = ¿Por qué?
forget-part-why-hint = Queda con la prueba de lo que ya no está. No se pregunta nada más.
forget_why-asked = La persona lo pidió
forget_why-not_needed = Ya nadie lo necesita
forget_why-not_safe = No es seguro tenerlo
forget-part-gone = Ya no está: se olvidó { $at }; lo hizo { $name }. No se hizo nada.
forget-part-never = Aquí no hay nada de eso: nunca se anotó, o se fue junto con otra cosa. No se hizo nada.
forget-held-lead = Expediente { $code }. Una retención legal lo conserva entero, así que ahora no se puede olvidar nada.
purge_rule-not_safe = No era seguro tenerlo

# Días
visit-too-far = Faltan más de { $n } días para esa fecha. Revise el año.
period-too-early = Esta lista llega hasta seis años atrás. Elija el { $date } o un día posterior.
period-ahead = Ese día todavía no llega. Elija hoy o un día anterior.

# Papeles
accounting-paper-in = Idioma del papel
receipt-print-in = Imprimir en:
receipt-print-both = los dos idiomas
contact-can-go = { $org } todavía no tiene este cambio.
contact-can-go-how = Lo que la persona autorizó lo incluye. Si es lo último que dijo, allí se comunican con ella como dice el plan. Si cierra el contacto, eso vale allí de inmediato. Con un plan cerrado no va ningún número.
contact-send-plan = Enviar el plan cambiado a { $org }
contact-plan-sent = Enviado. Allí vale lo último que la persona dijo, y lo que cierra el contacto vale siempre.
plan-changed-since = Este plan cambió después de que usted abrió la página. Lea cómo está ahora, pregúntele a la persona y guarde de nuevo.
plan-now = Así está el plan ahora
plan-now-stands = Cambió { $at }. Aquí no se muestra. Pregúntele a la persona qué es lo correcto.
plan-now-gone = Se quitó { $at }. Ahora no hay nada anotado.
plan-closed-now = Cerrado hasta que la persona vuelva a decir qué es seguro
contact-number-not-released = No se puede enviar. Este plan necesita un número, y la persona no dijo que la otra organización puede tenerlo. Pregúntele. Si está de acuerdo, puede firmar para eso. Si ahora nadie debe llamarle, elija “No contactar” y envíe eso.
contact-untold-send = Si lo que la persona autorizó lo incluye y sigue vigente, puede enviar el plan cambiado desde el expediente con un clic.
referral-contact-not-delivered = { $org } no recibió el plan de contacto cambiado.
referral-contact-not-delivered-next = Llame, para que nadie se comunique de la manera anterior.
notice-contact-changed = Cambió la manera de comunicarse con una persona. Abra el expediente antes de contactarla.
notice-contact-not-delivered = Un plan de contacto cambiado no se entregó. Ábralo para ver qué hacer.
