# Consultas sin nombre: un lado le pregunta al otro lo que sabe.

consult-title = Consultar a una aliada
consult-lead = Pregunte lo que saben, sin hablar de nadie en particular. Hablan por teléfono. Se guardan el tema, quién preguntó y respondió, y cuándo; el número para llamar, solo hasta entonces.
consult-seen-by = su equipo y la organización aliada a la que pregunta. No nombre ni describa a una persona por teléfono sin su autorización
consult-ask-title = Preguntar ahora
consult-partner = ¿A quién le pregunta?
consult-topic = ¿De qué se trata?
consult-topic-hint = Elija uno.
consult-way = ¿Cómo quiere hablar?
consult-way-back = Por favor devuélvanme la llamada
consult-way-now = Les llamo ahora
consult-phone = Su propio teléfono de trabajo o extensión
consult-phone-hint = Hace falta si le devuelven la llamada. Solo números. Nunca el número de una persona a la que atiende.
consult-phone-wrong = Escriba su teléfono de trabajo o extensión en números, por ejemplo 312-555-0100 x 214.
consult-button = Preguntar
consult-topic-unknown = A esa organización no se le pregunta sobre este tema. Elija otro.
consult-lines = Sus líneas
consult-ask-for = pregunte por { $name }
consult-of-us = Le preguntan a usted
consult-from = { $name }, { $org }
consult-call-back = Devolver la llamada:
consult-they-call = Le van a llamar.
consult-answered = Respondí por teléfono
consult-answered-by = Respondió { $name }, { $at }
consult-by-us = Usted preguntó
consult-to = { $name } le preguntó a { $org }
consult-open = Todavía sin respuesta
consult-link = Consultar a una aliada sin nombrar a nadie

notice-consult = Una organización aliada pregunta por lo que usted sabe. Abra “Consultar a una aliada” en Servicios.
consult-way-back-hint = Necesitan su teléfono de trabajo: escríbalo abajo.
consult-way-now-hint = No hace falta ningún número. Sus líneas están abajo.
