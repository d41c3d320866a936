# Lo que falló y qué hacer. Primera oración: qué pasó. Segunda: qué sigue.

error-summary-title = Hay un problema
error-prefix = Problema:

# Páginas enteras
page-not-found-title = Aquí no hay nada para usted
page-not-found-text = Esta página no existe, o no le corresponde verla. Revise la dirección o vuelva al lugar de donde vino.
page-too-many-title = Espere un momento, por favor
page-too-many-text = Hubo demasiadas solicitudes a la vez. Espere medio minuto y vuelva a intentarlo. No se perdió nada.
page-too-large-title = Es demasiado largo
page-too-large-text = El formulario trae más texto del que cabe. Vuelva, acórtelo y envíelo de nuevo.
page-refused-title = Esto vino de otro lugar
page-refused-text = Por seguridad, solo aceptamos formularios de nuestras propias páginas. Abra la página otra vez y envíelo desde ahí.
page-unreadable-title = No se pudo leer este formulario
page-unreadable-text = No se cambió nada. Abra la página otra vez y envíelo de nuevo.
page-busy-title = Todavía no se guardó
page-busy-text = El servicio está muy ocupado. No se guardó nada. Espere un momento y vuelva a intentarlo.
page-full-title = Todavía no se guardó
page-full-text = El disco de este servicio está lleno. Todavía puede leer las listas. Un expediente se abre de nuevo cuando haya espacio, porque cada apertura queda anotada. Avise a quien cuida este servicio para que haga espacio.
page-stale-title = Esta página era vieja
page-stale-text = Usted inició sesión o desbloqueó la pantalla después de abrirla. Todavía no se guardó nada. Retome lo que escribió.
page-slow-title = Esto tardó demasiado
page-slow-text = No sabemos si se guardó. Mire primero la lista y después vuelva a intentarlo.
page-internal-title = Algo falló de nuestro lado
page-internal-text = No quedó nada a medias. Inténtelo otra vez. Si vuelve a pasar, dé este código a quien cuida este servicio: { $code }
page-not-done-title = No se hizo
page-held = Lo que escribió se guarda { $n } minutos, solo para usted.
page-home = Ir a la página de inicio

# Problemas de una acción
problem-not-found = Esto no existe, o no le corresponde verlo.
problem-locked = La pantalla está bloqueada. Escriba su contraseña para continuar.
problem-gate-refused = Todavía no se puede enviar. Vea abajo lo que falta.
problem-partnership-paused = La alianza está en pausa, así que no se envió nada. La persona responsable puede reanudarla. Mientras tanto, llamen en conjunto o dé el número de la línea de ayuda.
problem-liaison-missing = Falta un enlace o su suplente, así que no se envió nada. La persona responsable puede nombrarlos en la página de la alianza.
problem-key-not-confirmed = Todavía no se compararon las seis palabras de la organización aliada, así que no se envió nada. La persona responsable las compara primero por teléfono.
problem-no-partnership = No hay alianza con esta organización. Elija otra.
problem-out-of-order = Alguien cambió esto después de que usted lo abrió. Mire en qué está ahora y continúe.
problem-not-yet = En esta visita todavía no se puede ofrecer apoyo. Puede dar tarjetas.
problem-no-support-wanted = Una referencia sale solo cuando la persona quiere apoyo. Elija lo que quiere y guarde otra vez.
problem-too-many-cards = Una nota cuenta nueve tarjetas como máximo.
problem-do-not-contact = No contacte a la persona. Espere a que se comunique o venga.
problem-other-way = No es la forma que la persona dijo que es segura. Use la que está en la ficha.
problem-no-number = No dio ningún número. Espere a que la persona se comunique o venga.
problem-times-not-asked = Nadie ha preguntado a qué horas es seguro. Espere a que la persona se comunique o venga, y pregúntele.
problem-outside-hours = No es una de las horas que la persona dijo que son seguras. Espere a la próxima.
problem-not-checked = Hace tiempo que no se confirma que es seguro. Pregunte a quien la refirió antes de llamar.
problem-someone-else = Contestó otra persona. Espere a que la persona vuelva a decir qué es seguro.
problem-newer-waits = La otra organización envió un plan más nuevo mientras una retención legal guardaba el nuestro. El contacto está cerrado hasta que la persona vuelva a decir qué es seguro.
problem-restored = Se puso una copia anterior de este expediente. El contacto está cerrado hasta que la persona vuelva a decir qué es seguro.
problem-one-try = Quiere que se le pregunte cada vez. Espere a que la persona vuelva a decir qué es seguro.
problem-no-voicemail = No dijo que un mensaje de voz es seguro. No deje ningún mensaje.
problem-no-way = Elija cómo se le puede contactar, u otra forma de ponerse en contacto.
problem-way-without-number = Escriba un número, o elija una forma que no lo necesite.
problem-way-not-shared = La forma de contactarle no se comparte. Elija otra forma de ponerse en contacto, o haga una autorización nueva.
problem-sign-in = El nombre y la contraseña no van juntos, o la cuenta no está abierta. Revise los dos e inténtelo otra vez.
problem-too-many = Hubo demasiados intentos. Espere unos minutos y vuelva a intentarlo.
problem-too-many-of-member = Envió 60 referencias en una hora, así que esta no se envió. Espere un minuto y envíela otra vez. Si no todas son suyas, bloquee la pantalla y avise a la persona responsable.
problem-too-many-to-partner = Su organización envió 300 referencias a esta organización aliada en una hora, así que esta no se envió. Espere un minuto y envíela otra vez, o llamen en conjunto.
problem-too-many-namings = Usted ya pidió dos personas muchas veces, así que esto no se pidió. Espere una hora y pídalo otra vez.
problem-too-many-recoveries = Hoy se intentó tres veces una hoja de recuperación para esta cuenta. Inténtelo mañana, o pida a quien administra que le invite de nuevo.
problem-full = El disco de este servicio está lleno, así que no se guardó nada. Todavía puede leer las listas.
problem-busy = El servicio está muy ocupado, así que no se guardó nada. Inténtelo otra vez.
problem-seal-broken = Este expediente no abre en su lugar. Puede que alguien lo haya cambiado desde afuera. Avise a la persona responsable; quedó escrito en la auditoría.
problem-internal = Algo falló de nuestro lado, así que no se guardó nada. Inténtelo otra vez.

# Problemas de un campo
field-needed = Complete este campo.
field-choose = Elija una opción.
field-too-long = Caben { $max } caracteres como máximo. Acórtelo.
field-characters = Hay caracteres que no se pueden mostrar. Escríbalo otra vez.
field-number = Escriba un número del { $min } al { $max }.
field-unknown-choice = Elija una de las respuestas de la página.

# Códigos de una acción que recibió algo que no puede usar
cursor = Esta lista ya cambió. Ábrala otra vez desde el principio.
last-admin = Alguien tiene que quedar en administración. Primero dé esa función a otra colega.
liaison-not-active = Esta persona ya no trabaja aquí, o espera sus llaves. Elija a otra.
liaison-same = El enlace y su suplente son la misma persona. Elija a dos, para que siempre haya quien conteste.
login-taken = Este nombre ya está en uso. Elija otro para iniciar sesión.
needs-of-other-side = Hay algo aquí que la organización aliada no ofrece. Elija de su lista.
not-yourself = No puede hacer esto con su propia cuenta. Pídaselo a una colega.
number-missing = Escriba un número o lugar, o elija “No contactar”.
partnership-exists = Estas dos organizaciones ya tienen una alianza.
partnership-same-kind = Una alianza necesita un centro de salud y una organización de intercesoras.
password-weak = Esta contraseña es fácil de adivinar. Use al menos 15 caracteres, o cuatro palabras que no tengan que ver entre sí.
roles-empty = Elija al menos una función.
server-key-missing = Este servicio no tiene llave propia, así que no puede dejar los expedientes abiertos a quien lo aloja. Elija la otra forma, o pregunte a quien lo opera.
settings-changed-since = Alguien de su equipo cambió esta configuración después de que usted abrió la página, así que no se guardó nada. Lo que escribió sigue aquí. Mire lo que vale ahora y vuelva a guardar.
settings-out-of-bounds = Una autorización dura de 1 a 90 días, y la respuesta se promete en uno de los plazos de la página. Elija otra vez.
sheet-groups-wrong = Uno de los grupos es distinto en la hoja. Mírela otra vez y escriba los cuatro grupos.
sheet-too-late = Esta hoja ya es muy vieja para confirmarla. Imprima una nueva.
sheet-typing-error = Hay una letra o un número equivocado. Revise cada grupo de cuatro.
time-zone-unknown = Esta zona horaria no existe. Elija una de la lista.
visit-not-yet = La cita es otro día más adelante. Si la persona está aquí hoy, primero dele una cita para hoy y después marque que vino.
visit-time = No se puede usar esta fecha u hora. Escriba un día y una hora que todavía no hayan pasado.
words-changed = Las seis palabras cambiaron desde que abrió la página. Compárelas otra vez por teléfono.

# Lo que se le hace notar a alguien
notice-waiting = Una referencia espera respuesta.
notice-overdue = Una referencia ha esperado más de lo que prometimos.
notice-not-delivered = Una referencia que enviamos no se entregó. Ábrala para ver qué hacer.
notice-stop-not-delivered = Una organización aliada no sabe que ya no se comparte. Abra la referencia para ver qué hacer.
notice-care-not-delivered = Una línea de un plan o un mensaje que compartimos no se entregó. Ábralo para ver qué hacer.
notice-status-not-delivered = Lo que una persona aceptó contar no se entregó. Abra la referencia para ver qué hacer.
notices-title = Avisos para usted
notices-seen = Ya los vi
notices-open = Abrir
notices-open-full = Abrir { $code }
