# Cuánto se guarda, qué se olvida, qué lo impide y cómo terminó lo que se compartía.

# Lo que se guarda
class-unaccepted = Una referencia que nadie tomó
class-unheard = Una referencia que enviamos, sin más noticias
class-untouched = Una referencia que alguien tomó y luego quedó sin tocar
class-closed = Una referencia que terminó
class-contact_numbers = Números de contacto, cuando terminó
class-care_plan = Un plan de atención, cuando terminó su autorización
class-release_form = El formulario firmado de una autorización
class-disclosure_log = La lista de lo que se compartió

# Partes de un expediente
part-words = sus palabras
part-numbers = los números de contacto
part-name = el nombre
part-everything = todo

# Por qué se destruyó algo
purge_rule-unaccepted = Se acabó su plazo: nadie la tomó
purge_rule-unheard = Se acabó su plazo: no llegaron más noticias
purge_rule-untouched = Se acabó su plazo: quedó sin tocar
purge_rule-closed = Se acabó su plazo después del final
purge_rule-contact_numbers = Los números se borran al terminar
purge_rule-care_plan = Se acabó el plazo del plan
purge_rule-release_form = Se acabó el plazo del formulario
purge_rule-request = La persona lo pidió
purge_rule-staff = El equipo: ya no se necesita
purge_rule-by_date = Una responsable: sin tocar desde un día
purge_rule-sharing_ended = La organización aliada dejó de compartir
purge_rule-partner_asked = La organización aliada lo pidió

# Pedir que olviden
purge_answer-done = “Teníamos una copia. Está olvidada.”
purge_answer-not_held = “Ya no tenemos nada de esto.”
purge_answer-held_by_law = “La ley nos obliga a guardarlo.”
purge_answer-declined = “Lo guardamos y no damos razón.”
purge_decision-forget = Olvidar nuestra copia
purge_decision-keep = Guardarla

# Cómo se dijo
said-speech = Lo dijo
said-writing = Lo escribió
stop-said = ¿Cómo lo dijo?
stop-said-hint = Puede dejarlo como está. Cualquiera de las dos basta.
stopped-at = Se dejó de compartir { $at }.
ended-title = Se dejó de compartir
ended-line = Nuestra parte terminó: { $at }, por { $name }. { $said }.
ended-theirs-open = La parte de { $org } sigue abierta: aquí todavía se muestra lo que enviaron. Solo esa organización puede terminarla. Llame allí junto con la persona.
ended-theirs-over = La parte de { $org } terminó: { $at }.
ended-line-plan = Nuestra parte del plan terminó: { $at }, por { $name }. { $said }.
ended-seen = Lo ya leído: vea “Lo que enviamos”.
referral-stop-tried = Se vuelve a intentar cada minuto hasta que llegue.
referral-stop-again = Enviar otra vez el aviso
referral-stop-again-done = No llegó y ya no está en camino. Envíelo otra vez.

# En un expediente
forgetting-title = Olvidar
forget-part-link = Olvidar una parte
forget-all-link = Nos pide olvidar todo
forget-back = Volver al expediente
ask-link = Pedir a { $org } que olvide su copia
ask-was-asked = Pedimos a { $org } que olvide su copia
asked-line = { $org } nos pide olvidar nuestra copia.
asked-decide = Decidir
asked-was-asked = { $org } nos pidió olvidar nuestra copia
asked-answered = Respondimos: { $answer }
hold-link = Retención legal
hold-stands-line = Una retención legal guarda este expediente. La puso { $name } { $at }.
hold-stands-text = No se destruye nada hasta que una responsable la quite.
hold-was-lifted = Retención legal de { $name }, quitada por { $by }
gone-link = Lo que ya no existe

# Una parte
forget-part-title = Olvidar una parte
forget-part-lead = Expediente { $code }. Lo que elija deja de existir aquí al momento y no se puede recuperar. La copia que tenga la otra organización sigue con ellos: pídales que la olviden también.
forget-part-which = ¿Qué se debe olvidar?
forget-part-words = Las palabras que quería transmitir, y todos los mensajes entre los dos equipos sobre la persona: los nuestros y los de la otra organización.
forget-part-numbers = El número o lugar, quién puede contestar, qué decir y la palabra clave. También se van todos los mensajes entre los dos equipos, porque en cualquiera puede haber un número. Lea también las palabras de la persona: ahí puede haber un número.
forget-part-name = Cómo llamarle. Desde entonces el expediente dice “Visita”. Sus palabras y los mensajes todavía pueden nombrarle: si es así, olvide también sus palabras.
forget-part-effect = El expediente se sella de nuevo sin eso. El historial dice que se olvidó, quién lo hizo y cuándo. Lo que todavía no haya salido hacia la otra organización ya no saldrá. Cuando se van los mensajes, los nuestros se retiran también allá; lo que ellos escribieron, y lo que pusieron en otro lugar, les toca olvidarlo a ellos. Las líneas y notas de un plan se quedan: quítelas en su página.
forget-part-unread = { $n ->
    [one] Entre ellos hay un mensaje de la organización aliada que aquí nadie ha leído. Léalo antes; si no, se pierde sin leer.
   *[other] Entre ellos hay { $n } mensajes de la organización aliada que aquí nadie ha leído. Léalos antes; si no, se pierden sin leer.
    }
forget-all-unread = { $n ->
    [one] Hay un mensaje de la otra organización sobre este expediente que aquí nadie ha leído. Léalo antes; si no, se pierde sin leer.
   *[other] Hay { $n } mensajes de la otra organización sobre este expediente que aquí nadie ha leído. Léalos antes; si no, se pierden sin leer.
    }
forget-more-came = Llegó un mensaje de la otra organización después de que usted abrió esta página. No se olvidó nada. Vea abajo cuántos nadie ha leído ahora y presione otra vez si todavía debe irse.
forget-part-button = Olvidar ahora

# Todo
forget-all-title = Nos pide olvidar todo
forget-all-lead = Expediente { $code }. Deja de existir al momento. No se puede recuperar.
forget-all-effect-record = Se borra todo lo que se sabe de la persona: nombre, contacto, palabras, plan, mensajes.
forget-all-effect-forms = También los formularios firmados de sus autorizaciones.
forget-all-effect-stop = Se deja de compartir, y se le avisa a { $org }.
forget-all-effect-left = Lo que queda: que hubo una referencia, cuándo, y qué se compartió con quién. Sin nombres ni palabras.
forget-all-effect-backups = Las copias cerradas de los respaldos desaparecen a los 35 días.
forget-all-word = Basta la palabra de la persona. No hace falta formulario ni razón.
forget-all-word-survivor = Basta la palabra de la persona sobreviviente. No hace falta formulario ni razón.
forget-all-held = Impide esta petición. Dígale a la persona quién la puso y que la ley lo pide. Una responsable puede quitarla.
forget-all-ask = Pedir también a { $org } que olvide su copia
forget-all-ask-hint = Lo que anotaron o pusieron en otro lugar les toca olvidarlo a ellos. Nos responden. Sin esto, guardan su copia hasta que termine su plazo.
forget-all-code = Para seguir, escriba el código de este expediente: { $code }
forget-all-code-hint = Para que no se borre otro por error.
forget-all-button = Olvidar todo ahora
forget-code-needed = Escriba el código que está en la pregunta.
forget-code-wrong = No es el código de este expediente. No se olvidó nada.

# La copia de la organización aliada
ask-title = Pedir que olviden
ask-heading = Pedir a { $org } que olvide su copia
ask-lead = Expediente { $code }. La copia es de ellos: deciden y responden.
ask-seen-by = personas de { $org } que trabajan con referencias
ask-effect-nothing = La petición no dice nada de la persona.
ask-effect-theirs = Se trata de todo lo que tienen: aquí, en papel, en otros expedientes.
ask-effect-pause = Sale al momento, también cuando la alianza está en pausa.
ask-button = Pedirlo
ask-nothing-there = Nada de este expediente les llegó, así que no hay nada que olvidar.
asked-title = Nos piden olvidar
asked-heading = { $org } nos pide olvidar nuestra copia
asked-lead = Expediente { $code }. La copia es nuestra, así que decidimos.
asked-effect-forget = “Olvidar nuestra copia” destruye lo que se sabe aquí de la persona. No se puede recuperar.
asked-effect-elsewhere = Busque también lo que esté en otro lugar: papel, expediente clínico, calendario.
asked-effect-bound = Solo se enteran de “ya no hay nada” o “se guarda”. Si lo guarda, pueden suponer que aún ve a la persona. No tiene que responder.
asked-which = ¿Qué hacemos?
asked-button = Responder

# Retención legal
hold-title = Retención legal
hold-lead = Expediente { $code }. Una retención guarda un expediente cuando la ley lo pide.
hold-seen-by = nuestro equipo. Solo las responsables ven el número del documento.
hold-by = La puso
hold-since = Desde
hold-document = Número del documento
hold-document-hint = El número de la orden judicial o de la carta del abogado. Sin nombres, sin historia.
hold-document-wrong = Escriba el número de un documento: tiene una cifra, cuatro palabras como mucho, y ningún nombre.
hold-effect-nothing = Nada del expediente se destruye: ni por plazo ni por petición. Dos cosas se quitan todavía: un número al que la persona ya no quiere que llamen y, si un intento muestra que el contacto no es seguro, lo que dice el plan de contacto. Un plan se puede cerrar, y nada más de él se reemplaza.
hold-effect-request = Si la persona pide olvidar todo, la página dice que usted puso esta retención.
hold-effect-shown = Nadie ve más que antes. Los números siguen ocultos cuando la referencia terminó.
hold-button = Poner la retención
hold-lift-effect = Al quitarla se destruye lo que ya tocaba. Queda anotado que usted la quitó.
hold-lift-button = Quitar la retención
hold-stands = Ya hay una retención sobre este expediente.
problem-held-here = Una retención legal guarda esta línea aquí. Se va cuando se levante la retención. La otra organización no la tiene. El expediente dice quién la puso.
problem-held = Una retención legal guarda este expediente. No se olvidó ni se cambió nada. El expediente dice quién la puso.

# Lo que ya no existe
gone-title = Lo que ya no existe
gone-heading = Lo que ya no existe del expediente { $code }
gone-lead = Esta página muestra que algo se destruyó. No dice qué era.
gone-record = Todo lo que se sabía de la persona
gone-form = El formulario firmado de una autorización
gone-part = Una parte: { $part }
gone-plan-lines = { $n ->
    [one] Una línea del plan
   *[other] { $n } líneas del plan
}
gone-plan-notes = { $n ->
    [one] Una nota privada del plan
   *[other] { $n } notas privadas del plan
}
gone-plan-letters = { $n ->
    [one] Un mensaje entre los equipos
   *[other] { $n } mensajes entre los equipos
}
gone-plan-unread = { $n ->
    [one] Una cosa que la organización aliada compartió y nadie había leído
   *[other] { $n } cosas que la organización aliada compartió y nadie había leído
}
gone-checked = Se comprobó { $at }: no hay llave ni nada que pudiera abrir.
gone-not = Está otra vez. Quizá lo trajo un respaldo restaurado. Pida al operador que aplique la lista de lo destruido.
gone-when = Se destruyó
gone-by = Quién
gone-by-service = el servicio
gone-rule = Por qué
gone-rule-unknown = Ya no se sabe
gone-backups = Fuera de los respaldos
gone-tombstone = Línea en la lista del operador
gone-operator-text = La clave ya no existe, así que no se puede leer nada. Los archivos de la base de datos pueden guardar partes cerradas hasta que quien lleva este servicio los limpie. Pregúntele cuándo lo hizo por última vez.
gone-backups-text = Los respaldos se guardan { $n } días. Hasta entonces pueden tener una copia cerrada; tras una restauración se destruye otra vez.

# Cuánto tiempo
retention-title = Cuánto tiempo guardamos
retention-lead = Puede guardar todo por menos tiempo, y nada por más.
retention-bounds = Días: de { $least } a { $most }. Lo normal son { $most }.
retention-days = { $n ->
    [one] un día
   *[other] { $n } días
}
retention-effect = Un plazo más corto vale enseguida, también para lo que ya está.
retention-button = Guardar
retention-fixed = Lo que no se puede cambiar
retention-at-once = Se oculta al momento y se borra al terminar o en cuanto alguien que puede abrirlo mira la lista de referencias
retention-six-years = Seis años, como pide la ley (45 CFR 164.528). No contiene palabras.
organization-retention = Cuánto se guarda, qué toca borrar, qué ya no existe.

# Lo que toca
due-title = Lo que se borra pronto
due-lead = Cuentas y días. Sin nombres.
due-next = En los próximos 30 días
due-nothing = No se borra nada en los próximos 30 días.
due-counts = En 7 días: { $soon }. En 30 días: { $later }.
due-records = Expedientes, por su código
due-held = Con retención
due-hidden = { $n ->
        [one] De un expediente hay números o palabras ocultos; se borran en cuanto alguien que puede abrirlo mira la lista de referencias.
       *[other] De { $n } expedientes hay números o palabras ocultos; se borran en cuanto alguien que puede abrirlos mira la lista de referencias.
    }
due-holds = Con retención legal
due-holds-none = No hay ninguna retención.
due-hold-by = Retención de { $name }
due-gone = Borrado en los últimos 30 días
due-gone-none = No se borró nada en los últimos 30 días.
due-gone-proof = Prueba de { $code }

# Palabras desde un día
old-words-title = Olvidar una parte de expedientes viejos
old-words-lead = Para expedientes que nadie ha tocado, y sobre los que nadie ha escrito un mensaje, desde un día. Lo que usted no elige se queda su plazo.
old-words-which = Qué se olvida
old-words-which-hint = Los mensajes entre los dos equipos se van con cualquiera de las dos. Las líneas y notas de un plan no entran aquí. Se van con su plan.
old-words-before = Sin tocar desde antes de
old-words-before-hint = Un día que ya pasó. Primero ve cuántos expedientes son.
old-words-look = Ver cuántos
old-words-none = Ningún expediente quedó sin tocar desde entonces, o esa parte ya no existe.
old-words-found = { $n ->
    [one] Un expediente quedó sin tocar desde entonces.
   *[other] { $n } expedientes quedaron sin tocar desde entonces.
}
old-words-found-many = Más de { $n } expedientes quedaron sin tocar desde entonces. Primero van los { $n } más viejos.
old-words-effect = Esa parte deja de existir al momento. No se puede recuperar. Lo que tiene retención se queda.
old-words-button = Olvidarla ahora
old-words-done = { $n ->
    [one] Esa parte de un expediente ya no existe.
   *[other] Esa parte de { $n } expedientes ya no existe.
}
old-words-more = Hay más. Hágalo otra vez.
forget-date = Elija un día que ya pasó, como el primero del mes anterior.

# Avisos
notice-purge-asked = Una organización aliada nos pide olvidar nuestra copia.
notice-purge-answered = Una organización aliada respondió sobre su copia.
notice-purge-not-delivered = Un aviso sobre olvidar una copia aún no llega a la organización aliada. Llámeles.
notice-housekeeping-fails = Lo que el servicio hace solo ha fallado por un día: puede que no se borre lo viejo. Avise a quien lleva este servicio.
notice-clock-jumped = El reloj de este servicio se adelantó de golpe. Por ahora no se borra nada solo. Avise a quien lleva este servicio.

# Lo que hay donde estaría un formulario
forget-all-done = Todo se olvidó { $at }, por { $name }, como pidió la persona.
asked-done = Respondimos { $at }: { $answer }
asked-done-by = Respondió { $name }.
asked-held = Mientras esté la retención, nuestra copia solo se puede guardar.
ask-open = Se lo pedimos a { $org } { $at }. No han respondido.
ask-answered = { $org } respondió: { $answer }
ask-answered-hint = Es lo que respondieron. No podemos ver lo que tienen.
old-words-had-none = No se olvidó nada: ningún expediente sin tocar desde entonces la tenía.
retention-saved = Guardado
retention-saved-none = No cambió nada: estos plazos ya estaban.

# Una autorización con la que no se envió nada
forget-release-lead = Autorización { $code }: no se envió nada con ella.
forget-release-effect-form = Se va al momento: la hoja firmada con sus nombres y su firma, y quién firmó en qué papel.
forget-release-effect-stop = La autorización termina. Ya no se puede enviar nada con ella.
forget-release-effect-left = Lo que queda: que hubo una autorización para esta organización, y cuándo.
forget-release-gone = Lo revisamos ahora mismo: la hoja firmada ya no existe.
forget-release-back = Lo revisamos ahora mismo: hay otra vez una hoja firmada. Avise a quien lleva este servicio.
hide-release-lead = Autorización { $code }, y la referencia que siga. Hágalo en cuanto le nombren a alguien.
audit-clock-set-back = Quien lleva este servicio atrasó el reloj, que se había adelantado de golpe.
audit-ended = Se borraron las entradas de hace más de tres años.
