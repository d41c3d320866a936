# Los ocho pasos de una autorización.

# Qué hacer con un paso
release-step-before = Responda primero los pasos anteriores.
release-nothing-ticked = Marque lo que se puede compartir. Si no es nada, no comparta nada.
release-recipient-needed = Elija una sola organización.
release-end-past = Ese día ya pasó. Elija un día que esté por venir.
release-end-too-long = Es más de lo que su organización permite. Elija un día anterior.
release-voice-needed = La persona está en otro lugar; sigan solo si usted le conoce la voz.
release-minor-not-alone = Una persona menor de esta edad no puede firmar por su cuenta aquí, según lo anotado para su estado. Puede firmar también una madre, un padre o un tutor que no le haga daño, o no se comparte nada.
release-parent-needed = Tiene que firmar también una madre, un padre o un tutor que no le haga daño. Escriba su nombre.
release-court-needed = Mire primero el papel de la corte. Si no lo hay, no comparta nada.
release-signature-needed = Falta la firma.
release-ended-meanwhile = El día que se leyó en voz alta ya pasó. Vuelva a “Hasta cuándo” y elija otra vez.

# Las páginas
release-heading-other-way = ¿Hay otra forma?
release-heading-what = ¿Qué podemos compartir?
release-heading-who = ¿Con quién?
release-heading-why = ¿Para qué?
release-heading-how-long = ¿Hasta cuándo?
release-heading-rights = Riesgos y derechos
release-heading-sign = Firmar
release-heading-copy = ¿Una copia en papel?
release-continue = Continuar
release-finish = Terminar: vale desde ahora
release-words-title = Lo que está por permitir
release-leave-title = Dejarlo por ahora
release-leave-text = Lo que respondió queda sellado hasta { $at } y solo usted puede verlo. Después desaparece.
release-leave-paper = Se imprimió un papel para firmar. Lo que respondió queda sellado hasta { $at } y solo usted puede verlo. Después desaparece. “Descartarla” la borra al instante.
release-leave-link = Ir a las autorizaciones
release-discard = Descartarla
release-discard-full = Descartarla: lo empezado para { $code }
release-yes = sí

release-other-way-lead = Háblenlo primero. La ayuda es la misma con o sin autorización.
release-other-org = La otra organización es { $org }.
release-other-way = ¿Qué quiere la persona sobreviviente?
release-other-way-hint = Cualquier respuesta es buena.
release-instead-title = Otra forma
release-instead-call = Llamar en conjunto
release-instead-call-text = Llamen desde nuestro teléfono. La persona dice lo que quiera decir.
release-instead-carry = Lo lleva la propia persona
release-instead-carry-text = Le cuenta a la otra oficina lo que quiera, cuando quiera. Puede darle un número al que llamar.
release-instead-nothing = No se comparte nada
release-instead-nothing-text = La ayuda es la misma. Puede cambiar de opinión en cualquier momento.
release-instead-kept = No se guardó nada de esta conversación.
release-instead-on = Seguir

release-care-hint = Nada estaba marcado de antemano: cada marca es decisión de la persona. Cada línea del plan se comparte después por separado; esto solo lo permite. Alcohol y drogas se marcan aparte.
release-one-recipient = Solo puede recibirlo una organización. Elija una y firmen otra autorización para la otra.
release-there-advocates = las intercesoras que reciben referencias
release-there-clinic = el personal de atención que recibe referencias y la recepción que da la cita
release-there = Quién puede leerlo allí: { $role }.
release-there-named = Quién puede leerlo allí: { $role }. Pregunte por { $name }.
release-why = Solo para esto
release-why-hint = Si es para otra cosa, no comparta nada ahora.
release-until-day = Hasta un día que elija
release-until = El día
release-until-hint = Solo si elige un día. Termina cuando acaba ese día, a más tardar el { $date }.
release-day-needed = Dé el día como fecha.
release-after-death = En caso de mi muerte, esto también puede servir para revisar cómo morí
release-after-death-short = En caso de su muerte
release-after-death-said = también puede servir para ver cómo murió, y nada más
release-after-death-hint = Es una decisión aparte; déjela vacía si no quiere hablar de eso. No hace que nada dure más.
release-lapse = En { $state }, una autorización sin fecha termina a los { $n } días. Esta tiene fecha.
release-read-in = Se leyó en voz alta, y la persona lo entendió en
release-sheet-link = Imprimir el papel para firmar
release-sheet-staff = La persona firma este papel, aquí o en otro lugar. Guárdelo; después elija “En papel”, diga dónde queda y qué día escribió. Esta autorización espera el papel hasta { $at }, también por correo, y después desaparece.
release-signed-on = El día que dice el papel
release-signed-on-hint = Del { $from } al { $to }, tal como está escrito. Vacío quiere decir hoy. La autorización sigue terminando el día que se leyó en voz alta.
release-signed-on-wrong = Elija el día que está escrito en el papel, o déjelo vacío.
release-signed-tomorrow = El día del papel todavía no llega. Mire el papel otra vez.
release-signed-before-read = Ese día todavía no se habían leído estas palabras a la persona. Si el papel dice otras palabras, imprímalo de nuevo y que se firme ese.
release-sheet-holder = Le digo que sí a { $holder }:
release-sheet-name = Nombre, como firmo:
release-sheet-second = Madre, padre o tutor, si también firma:
release-sheet-date = Fecha:
release-sheet-witness = Quién me lo leyó:
release-read-in-hint = Elija esto solo cuando se haya leído hasta el final.
release-read-in-other = Otro idioma
release-other-language = Qué idioma
release-other-language-needed = Diga en qué idioma lo escuchó la persona.
release-interpreted = Alguien que lo habla bien lo dijo todo
release-interpreted-hint = Intérprete con formación o personal. Nunca familiares, amistades ni menores.
release-interpreter-needed = Pida que lo diga un intérprete o alguien del personal que hable el idioma; después marque esto.
release-minor-from = Desde los { $n } y hasta antes de los { $adult } años, según anotó su organización para su estado.
release-minor-unknown = Aquí una persona menor no puede firmar por su cuenta: su organización no ha anotado que su estado lo permita.
release-minor-stale = Ahora una persona menor no puede firmar por su cuenta: lo anotado para { $state } no se revisa desde hace un año. Quien administra puede revisarlo en Ajustes.
release-minor-no-state = Aquí una persona menor no puede firmar por su cuenta: no hay un estado elegido en Ajustes. Mientras tanto, con menos de { $n } años se es menor. En unos pocos estados esa edad es más alta: pida a quien administra que elija el suyo.
release-minor-not-here = Aquí una persona menor no puede firmar por su cuenta. Puede firmar también una madre, un padre o un tutor que no le haga daño, o no se comparte nada.
release-age = ¿Qué edad tiene?
release-age-hint = Hace falta si una persona menor firma por su cuenta. La edad no se guarda.
release-age-needed = Escriba la edad, o elija quién firma con la persona.
release-second-name = Nombre de la madre, el padre o el tutor que firma también
release-second-name-hint = Solo para una persona menor. Basta con uno. Cada quien escribe aquí su nombre, o firman los dos el mismo papel.
release-court = He visto el papel de la corte que nombra al tutor
release-court-hint = Solo para un tutor.
release-not-abuser-hint = Pregúntele a solas. Si tiene dudas, no comparta nada.
release-where-hint = Si está en otro lugar, firma allí en papel, o no se firma. Elija “En papel” cuando ya lo tenga, y solo si le conoce la voz.

# Listas
releases-begun-title = Empezadas, sin firmar
releases-begun-hint = Solo usted puede verlas. Con ellas no se comparte nada.
releases-begun = Sin firmar
releases-begun-until = desaparece { $at }
releases-begun-next = Sigue: { $step }
releases-begun-paper = Espera el papel
releases-begun-go-on = Seguir
releases-begun-go-on-full = Seguir con lo empezado para { $code }
releases-copy = Copia

# Lo mismo, dicho a la persona
mine-request = que usted quiere conocerles
mine-name = cómo llamarle
mine-contact = su número o un lugar
mine-contact_plan = cómo hablarle de forma segura
mine-needs = la ayuda que quiere
mine-language = su idioma
mine-visit_wishes = sus deseos para una visita
mine-note = sus propias palabras
mine-attendance = que usted vino aquí y qué pasó después
mine-substance_use = sobre alcohol o drogas
mine-care_plan = partes de su plan
mine-messages = mensajes sobre usted entre los dos equipos

# El papel para llevar
receipt-title = Lo que comparto
receipt-choose = Usted decide qué compartimos. Puede decir que no. La ayuda sigue igual.
receipt-over = Esto ya terminó. No se comparte nada más.
receipt-what = Solo podemos compartir esto:
receipt-who = Lo compartimos con una sola oficina. Si es seguro para usted, puede escribir aquí su nombre:
receipt-until = Termina por sí solo después del { $date }.
receipt-stop = Puede pararlo cuando quiera. Dígaselo a cualquiera de aquí. Basta con decirlo.
receipt-code = Si llama, puede decir este código: { $code }. No dice quién es usted.
receipt-after = Lo que ya leyeron lo pueden guardar en sus papeles. No les llega nada nuevo.
receipt-paper = No tiene que llevarse este papel. Si alguien puede encontrarlo, déjelo aquí.

# Quién firma, y con qué mano
release-of-age-tick = Es mayor de edad aquí, o la ley le permite recibir este servicio por su cuenta
release-of-age-tick-hint = Pregúntele. Si es menor, elija otra de las respuestas.
release-age-not-asked = Pregunte si es mayor de edad aquí y después marque esto. Si es menor, elija otra respuesta.
release-minor-signed = La persona menor firmó con su propia mano
release-minor-signed-needed = Tiene que firmar también la persona menor. Después marque esto.
release-parent-signed = La madre, el padre o el tutor firmó con su propia mano
release-parent-signed-needed = Tiene que firmar también la madre, el padre o el tutor. Después marque esto.
release-both-hint = Firman dos personas: dos nombres escritos, o dos firmas en papel.
release-two-signatures-needed = Firman dos personas. Elija “Escrita con el teclado” o “En papel”: un solo dibujo no basta.
release-paper-there-needed = La persona está en otro lugar. Un nombre escrito o dibujado aquí no es su firma. Elija “En papel” cuando tenga el papel que firmó, o no comparta nada.

# La hoja que se firmó
form-link = Lo que se firmó
form-title = Lo que se firmó
form-heading = Autorización para { $code }
form-staff = Cada vez que se abre esta página se anota quién la abrió. Imprímala solo para la persona que firmó, y solo si el papel es seguro para ella: dice con quién se comparte.
form-gone = La hoja se destruyó cuando terminó su plazo. Arriba está lo que se puede compartir.
form-names = Nombre o firma
form-second = Madre, padre o tutor
form-drawing = Firma
form-drawing-alt = La firma, como se dibujó
form-paper = El papel firmado se guarda
form-read-in = Se leyó en
form-signed-at = Fecha de la firma
form-signer = Quién firmó
form-witness = Testigo
form-witness-said = { $name }. Estuvo presente o escuchó a la persona, y leyó los derechos en voz alta.
form-rights = Lo que se leyó en voz alta antes
form-interpreted = lo dijo un intérprete o personal que lo habla
