# Cómo comunicarse con una persona: el plan, qué lo cierra, qué está oculto.

contact-title = Contacto seguro
contact-lead = Anote lo que la persona le dijo hoy. Lo que no cambie se queda igual.
contact-when = Cuándo es seguro
contact-what-to-say = Qué decir
contact-zone = Su zona horaria
contact-zone-hint = Las horas seguras van por el reloj de la persona, no por el nuestro.
contact-zone-as-it-is = Como está: { $zone }
contact-days = Días seguros
contact-days-hint = Si no marca ninguno, es cualquier día.
contact-from = Desde
contact-until = Hasta
contact-any-hour = Cualquier hora
contact-until-later = Elija una hora más tarde, o “Cualquier hora”.
contact-from-until = de { $from } a { $until }
contact-code-word = Palabra clave
contact-code-word-hint = La persona la dice para que se sepa quién llama y que puede hablar. Queda oculta hasta que alguien la necesite.
contact-no-code-word = Ya no hay palabra clave
contact-no-number = Quitar el número
contact-nobody-else = Nadie más puede contestar
contact-masked-stays = Ya hay algo anotado. Déjelo vacío para que se quede igual.
contact-masked-none = Todavía no hay nada anotado.
contact-recheck = Volver a preguntar
contact-recheck-hint = Cuánto vale lo que dijo hoy. Después no se le contacta hasta que lo vuelva a decir.
contact-save = Guardar lo que dijo
contact-opens-at = Se abre otra vez { $at }, según el reloj de la persona.
contact-wait-and-ask = Espere a que se comunique o venga. Entonces pregúntele qué es seguro.
contact-show = Mostrar { $what }, queda anotado
contact-shown-recorded = Queda anotado que usted lo vio.
contact-hidden = Oculto mientras no se le puede contactar
contact-their-clock = El reloj de la persona
contact-change-plan = Cambiar todo el plan
contact-saved-attempt = Guardado. Quedó anotado lo que intentó.
contact-saved-someone-else = Guardado. No se le contacta hasta que vuelva a decir qué es seguro.
contact-saved-not-safe = Guardado. Ahora el plan dice: no contactar.
contact-saved-one-try = Guardado. Quiere que se le pregunte cada vez, así que no se le contacta hasta que vuelva a decir qué es seguro.
contact-saved-plan = Guardado. El plan vale desde hoy.
contact-saved-plan-here = Guardado, y vale aquí. La otra organización todavía no lo tiene: envíelo abajo, debajo del plan.
contact-attempt-closed = Ahora no se le puede contactar, así que solo se puede anotar lo que lo cierra más.
plan-never-opens = Esos días y horas nunca coinciden. Pregunte cuáles son los correctos.
contact-held = Una retención legal guarda lo que dice este plan. Puede agregar lo que falta, decir que sigue siendo correcto o elegir “No contactar”. Para cambiar lo demás, una responsable tiene que quitar antes la retención.
contact-number-gone = El número se borró { $at }.

times-missing = Pregunte cuándo es seguro. Si lo es siempre, elija “Cualquier hora es segura”.
times-disagree = Elija “Cualquier hora es segura” o las horas que lo son. No las dos cosas.
contact-times-missing = No está anotado cuándo es seguro. Pregúntele y use “Cambiar todo el plan”.

# Palabras que se usan
words-name-organization = Quite los nombres de las dos organizaciones: otra persona puede oír o leer estas palabras.
words-name-service = Estas palabras dicen de qué se trata. Use palabras que no le digan nada a nadie más que las oiga o las lea.
words-too-long = Estas palabras son demasiado largas. Dígalo más corto.
