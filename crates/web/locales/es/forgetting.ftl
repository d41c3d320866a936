# Cuánto se guarda, qué se olvida, qué lo impide y cómo terminó lo que se compartía.

# Lo que se guarda
class-unaccepted = Una referencia que nadie tomó
class-unheard = Una referencia que enviamos, sin más noticias
class-untouched = Una referencia que alguien tomó y luego quedó sin tocar
class-closed = Una referencia que terminó
class-contact_numbers = Números de contacto, cuando terminó
class-care_plan = Un plan de cuidado, cuando terminó su autorización
class-release_form = El formulario firmado de una autorización
class-disclosure_log = La lista de lo que se compartió

# Partes de un expediente
part-words = sus palabras
part-numbers = los números de contacto
part-name = el nombre
part-everything = todo

# Por qué se destruyó algo
purge_rule-unaccepted = Nadie la tomó a tiempo
purge_rule-unheard = No llegaron más noticias
purge_rule-untouched = Quedó sin tocar
purge_rule-closed = Se acabó su plazo después del final
purge_rule-contact_numbers = Los números se borran al terminar
purge_rule-care_plan = Se acabó el plazo del plan
purge_rule-release_form = Se acabó el plazo del formulario
purge_rule-request = La persona lo pidió
purge_rule-staff = El equipo: ya no hace falta
purge_rule-by_date = Una responsable: sin tocar desde un día
purge_rule-sharing_ended = La organización aliada dejó de compartir
purge_rule-partner_asked = La organización aliada lo pidió

# Pedir que olviden
purge_answer-done = Tenían una copia. Ya no existe.
purge_answer-not_held = Ya no tienen nada de esto.
purge_answer-held_by_law = La ley les obliga a guardarlo.
purge_answer-declined = Lo guardan y no dan razón.
purge_decision-forget = Olvidar nuestra copia
purge_decision-keep = Guardarla

# Cómo se dijo
said-speech = Lo dijo
said-writing = Lo escribió
stop-said = ¿Cómo lo dijo?
stop-said-hint = Puede dejarlo como está. Cualquiera de las dos basta.
stopped-at = Se dejó de compartir { $at }.
ended-title = Se dejó de compartir
ended-line = { $at }, por { $name }. { $said }.
ended-line-plan = El plan: { $at }, por { $name }. { $said }.
ended-seen = Lo ya leído: vea “Lo que enviamos”.
referral-stop-tried = Se vuelve a intentar cada minuto hasta que llegue.
referral-stop-again = Enviar otra vez el aviso
referral-stop-again-done = No llegó y ya no está en camino. Envíelo otra vez.
