# Una referencia, y dejar de compartir.

seen-our-team = nuestro equipo
referral-title = Referencia
referral-heading = Referencia { $code }
referral-from = De { $org }, { $name }
referral-to = Para { $org }
referral-seen-by = quienes trabajan con referencias en { $org }. Cada vez que se abre queda anotado.
referral-guest = Visita

# Responder
referral-answer-title = ¿Puede tomarla?
referral-answer-lead = Prometimos responder a más tardar { $by }; lleva { $wait } de espera.
referral-accept = Aceptar
referral-accept-full = Aceptar la referencia de { $org }, con { $wait } de espera
referral-pass = Dejarla a una colega
referral-decline = No podemos tomarla
referral-decline-reason = ¿Por qué no podemos tomarla?
referral-decline-button = Decir que no podemos
referral-know = Conozco a esta persona
referral-know-text = Si conoce a esta persona o a alguien de su entorno, presione el botón. La referencia se le oculta a usted enseguida y espera a una colega. A nadie se le dice por qué.
referral-know-button = Ocultármela ahora

# Contacto seguro
referral-safe-title = Cómo comunicarse con { $name } de forma segura
referral-number-recorded = Queda anotado que usted vio este número. Se oculta otra vez cuando salga de la página.
referral-number-closed = Número oculto
referral-number-wiped = El número se borró.
referral-number-missing = Escriba un número, o elija una forma que no lo necesite.
referral-times = Horas seguras
referral-times-not-asked = No se preguntó
referral-release-signed = Hecho. A { $org } se le puede decir: { $what }; hasta el { $date }. Código: { $code }.
referral-voicemail = Si nadie contesta
referral-last-checked = Última vez que se confirmó
referral-words = Palabras para usar
referral-recheck = Hoy me dijo qué es lo correcto
referral-recheck-way = ¿Qué es seguro ahora?
referral-recheck-number = Número o lugar nuevo
referral-recheck-number-hint = Déjelo vacío si no ha cambiado.
referral-recheck-button = Hoy sigue siendo correcto

# Lo que quiere
referral-wants-title = Lo que pidió
referral-call-them = Nombre que prefiere
referral-handoff = Cómo se ponen en contacto
referral-needs = Ayuda que quiere
referral-needs-none = No nombró nada. Pregúntele qué le serviría.
referral-language = Idioma
referral-interpreter = Intérprete
referral-interpreter-yes = Intérprete profesional
referral-interpreter-no = No se pidió
referral-clinician = Quién le atiende
referral-cost = Costo
referral-cost-yes = Le preocupa el costo
referral-statement = Estados de cuenta y mensajes
referral-statement-ask = Ningún aviso del seguro ni mensaje del portal sin preguntarle
referral-statement-may = Se pueden mandar los avisos de siempre
referral-visit = Visita
referral-note = Sus propias palabras
referral-ended-title = Ya no se comparte
referral-ended-text = Desde { $at } ya no se comparte. Lo que se sabía de la persona ya no se puede leer aquí.
referral-gone-title = Contenido destruido
referral-gone-text = Se destruyó lo que se sabía de la persona. Solo queda lo que pasó. “Lo que ya no existe” dice cuándo y por qué regla.

# Trabajar
referral-attempt-title = Intentó comunicarse
referral-attempt-lead = Diga qué pasó. “No es seguro” cambia el plan a “No contactar” enseguida. “Contestó otra persona” lo cierra hasta que la persona vuelva a decir qué es seguro.
referral-outcome-title = Cómo sigue
referral-connected-button = Ya estamos en contacto
referral-tell-connected = Está de acuerdo en que { $org } sepa que vino
referral-tell-over = Está de acuerdo en que { $org } sepa que ya terminó
referral-end = Terminar esta referencia
referral-outcome = ¿Cómo terminó?
referral-outcome-hint = Todo final es bueno si es el que la persona eligió. Los números se borran.
referral-used = ¿Qué servicios nuestros usó?
referral-used-hint = Solo si el final es que usó un servicio. No hace falta marcar nada. Se cuenta bajo sello para las personas responsables de nuestra organización; no queda en ningún expediente y nunca se informa a la otra organización.
referral-end-button = Terminarla
referral-hand-back = Dejarla para una colega

# Lo que se cuenta
referral-told-title = Qué sabe { $org }
referral-told-receipt = Solo “Entregada”, y lo dice el programa.
referral-told-receipt-why = No se le dice si usted aceptó, si logró comunicarse o si ayudó. Eso protege a la persona sobreviviente.
referral-told-under-release = Hasta el { $date }, una autorización nos permite contarle a { $org } en qué queda.
referral-told-when-agreed = Por sí solo, nada más que cada persona de aquí lo abrió por primera vez y cuándo. Cada vez que la persona esté de acuerdo, puede avisar con la casilla junto al botón.
referral-take-feedback = Hacer una autorización para contarlo
referral-take-feedback-hint = Solo si la persona sobreviviente lo quiere. La ayuda nunca depende de eso.
referral-sent-title = Lo que enviamos
referral-sent-nothing = Ahora no se comparte nada.
referral-delivered = Entregada { $at }
referral-on-the-way = En camino
referral-not-delivered = No se entregó. { $org } no la tiene, y ya no va en camino.
referral-not-delivered-next = Llámeles. Si la persona todavía quiere que le presenten, pregúntele de nuevo y envíe otra referencia.
referral-stop-not-delivered = { $org } no sabe que ya no se comparte.
referral-stop-not-delivered-next = Llámeles ahora y dígales que ya no pueden usar lo que tienen.
referral-care-not-delivered = No se entregó. { $org } no tiene una línea del plan o un mensaje que compartimos.
referral-care-not-delivered-next = Si la persona todavía quiere que la tengan, haga una autorización nueva y compártala otra vez.
referral-status-not-delivered = No se entregó. { $org } no recibió lo que la persona aceptó contar.
referral-status-not-delivered-next = Si la persona todavía quiere que lo sepan, llámeles.
referral-read-by = Lo leyó { $name }, { $at }
referral-was-told = { $org } nos contó algo, con permiso de la persona. Véalo más abajo.
referral-instead-title = Lo que sí puede saber
referral-instead-advocacy = Una organización de intercesoras no puede decir si alguien vino. Eso protege a la persona.
referral-instead-clinic = El centro de salud puede contarnos solo lo que la persona acepte. Todavía no ha contado nada.
referral-usual-reply = Respuesta habitual
referral-keeping-up = Su bandeja
referral-keeping-up-yes = Responden a tiempo
referral-keeping-up-no = Más lenta que de costumbre. Llame al enlace o a la línea de ayuda.
referral-liaison = Enlace
referral-hotline = Línea de ayuda
referral-stop = Dejar de compartir con { $org }

# Historia
referral-happened-title = Lo que pasó
referral-openings-title = Quién la abrió
referral-opened = { $name } la abrió
referral-opened-field = { $name } vio una parte oculta: { $what }
referral-opened-form = { $name } abrió la hoja firmada
referral-opened-mandate = { $name } abrió lo que se entregó por ley
referral-opened-account = { $name } hizo la lista de lo que se compartió
referral-hide-title = Ocultar a una colega
referral-hide-text = Elija a quien nunca debe ver esto. Se le oculta enseguida y en todas partes.
referral-hide-from = No mostrar nunca a
referral-hide-choose = Elija a una colega
referral-hide-button = Ocultar

# Dejar de compartir
stop-title = Dejar de compartir
stop-heading = Dejar de compartir con { $org } ahora
stop-lead = Lo que ya leyeron lo pueden guardar en su propio expediente. Desde este momento no les llega nada nuevo.
stop-effect-queued = Lo que todavía espera su envío no se envía.
stop-effect-releases = Termina toda autorización de este expediente.
stop-words-enough = Basta con la palabra de la persona. No hace falta ningún formulario ni motivo.
stop-words-enough-survivor = Basta con la palabra de la persona sobreviviente. No hace falta ningún formulario ni motivo.
stop-button = Dejar de compartir ahora
stop-reader-unknown = No sabemos quién lo leyó
stopped-title = Ya no se comparte
stopped-lead = Desde aquí no se comparte nada más.
stopped-died = { $n ->
    [one] Había un mensaje en espera. No se envió.
   *[other] Había { $n } mensajes en espera. No se enviaron.
}
stopped-seen-title = Lo que ya les había llegado
stopped-seen-nothing = No se había entregado nada.
stopped-seen-lead = Esto se entregó antes. Lo que ya leyeron lo pueden guardar en su propio expediente. Lo que no han leído se les cierra.
stopped-tell = Cuéntele a la persona lo que ya les había llegado, para que decida qué hacer después.
stopped-tell-survivor = Cuéntele a la persona sobreviviente lo que ya les había llegado, para que decida qué hacer después.
stopped-back = Seguir
stop-readers-below = Lo leyeron allí: vea abajo.
stop-readers-title = Quién lo leyó allí, y cuándo por primera vez
