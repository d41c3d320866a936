# El convenio de dos organizaciones, y cómo se presenta a una persona, una vez en cada sentido.

clause-purpose = Propósito y valores compartidos
clause-services = Lo que ofrece cada organización
clause-procedure = Cómo se presenta a una persona
clause-confidentiality = Confidencialidad
clause-releases = Autorizaciones
clause-carried = Lo que puede llevar una referencia
clause-response_time = Cuándo responde alguien
clause-co_location = Trabajar en la casa de la otra organización
clause-training = Capacitación
clause-counts = Datos y cifras
clause-costs = Costos
clause-grievance = Cuando algo sale mal
clause-term = Cuánto tiempo vale
clause-review = Revisión
clause-termination = Terminarlo antes
clause-own = Una cláusula propia
period-month = Cada mes
period-quarter = Cada tres meses
period-half_year = Dos veces al año
period-year = Cada año
promise-minutes_15 = 15 minutos
promise-minutes_30 = 30 minutos
promise-hours_1 = 1 hora
promise-hours_2 = 2 horas
promise-hours_4 = 4 horas
promise-hours_8 = 8 horas
promise-hours_24 = 24 horas
promise-business_days_1 = 1 día hábil
promise-business_days_2 = 2 días hábiles
promise-business_days_3 = 3 días hábiles

mou-clause-changed = Esta cláusula cambió mientras usted la leía. Léala otra vez; lo que escribió se conserva.
mou-clause-open = Esta cláusula no está terminada: está vacía, o hay dos textos uno junto al otro. Escriba primero cuál debe quedar.
mou-clauses-open = Todavía hay cláusulas que no han acordado las dos. Cada una dice qué le falta.
mou-clause-unset = Una cláusula dice que fija algo, y no fija nada. Abra las cláusulas sobre permisos, lo que lleva una referencia, respuestas, totales, revisión y aviso. Fije lo que dicen, o quítelas.
mou-clause-missing = Falta una cláusula que todo convenio necesita: la confidencialidad, o cuánto tiempo vale. Vuelva a ponerla.
mou-no-days = Escriba el primer y el último día en la cláusula “Cuánto tiempo vale”.
mou-ends-first = El último día es anterior al primero. Corríjalo en la cláusula “Cuánto tiempo vale”.
mou-too-long = Un convenio vale cinco años como máximo. Elija un último día anterior.
mou-review-outside = El día de la revisión no está entre el primer y el último día. Elija otro.
mou-over = El último día ya pasó. Elija uno posterior en la cláusula “Cuánto tiempo vale”.
mou-too-many-words = Las palabras son más de las que se pueden imprimir: 200,000 caracteres como máximo. Acorte algunas cláusulas.
mou-unchanged = Nada cambió desde la última versión. Para modificarlo o renovarlo, abra una cláusula y cámbiela. Cuando ambas estén de acuerdo, haga aquí la siguiente versión.
mou-two-versions-next = Los dos textos se conservan y la cláusula espera hasta que alguien decida.
mou-decide = Vea los dos y decida cuál queda
mou-signed-waits = Usted firmó por { $ours }. Se avisó a { $org }. Vale desde su primer día, cuando también firmen allí.
mou-sign-other-text = Este no es el texto que usted leyó. Abra la versión otra vez y léala. No se firmó nada.
mou-sign-outdated = Hay una versión posterior. Lea y firme esa. Ahora no se firmó nada, y no se perdió nada de lo escrito.
mou-sign-changed = Después de hacer esta versión se cambió, se agregó o se quitó una cláusula. Pónganse de acuerdo en las cláusulas, hagan otra versión y firmen esa. Ahora no se firmó nada, y no se perdió nada de lo escrito.
mou-sign-void = Una firma de esta versión ya no es válida. Hagan una nueva versión con las mismas palabras y firmen esa.
mou-sign-already = Su organización ya firmó esta versión.
mou-sign-over = El último día de esta versión ya pasó. Hagan una nueva con otros días.
procedure-changed = Alguien cambió un paso mientras usted leía. Léalo otra vez y después acéptelo.
procedure-line-unknown = Ninguna de las dos organizaciones publica este número. Ponga una línea que esté en la lista de servicios o en la configuración de una de las dos, o una gratuita. Nunca el número de una persona.
procedure-empty = Todavía no hay ningún paso.
procedure-too-many = Hay más pasos de los que caben en una página. Que no sean más de doce.
procedure-too-long = Las palabras no caben en una página. Acorte algunos pasos.
procedure-unfinished = A un paso le falta el nombre o quién lo hace. Termínelo primero.
procedure-disputed = Hay dos textos de un mismo paso. Escriba primero cuál debe quedar.
procedure-unchanged = La versión vigente dice lo mismo.
workspace-not-undone = Solo quien aceptó esto puede retirarlo. Cambie el texto si hace falta.

notice-mou-sign = Un convenio con la otra organización espera su firma. Está en “En común”.
notice-mou-ends = El convenio con la otra organización termina pronto. Preparen lo que sigue, en “En común”.
notice-mou-review = Se acerca la revisión del convenio con la otra organización. Está en “En común”.
notice-mou-lapsed = El convenio con la otra organización ya terminó. Todavía se puede conectar a las personas. Renuévenlo en “En común”.
notice-mou-clause = Una cláusula del convenio con la otra organización espera su respuesta.
notice-mou-to-advocacy = El modo en que el centro de salud presenta a una persona a las intercesoras espera su respuesta. Léalo y acéptelo si está bien.
notice-mou-to-health-center = El modo en que las intercesoras presentan a una persona al centro de salud espera su respuesta. Léalo y acéptelo si está bien.
notice-mou-broken = El convenio con la otra organización ya no vale: una llave cambió después de firmarlo. Todavía se puede conectar a las personas. Firmen las mismas palabras otra vez en “En común”.
audit-mou-proposed = { $who } aceptó la cláusula “{ $what }” y la propuso a la otra organización.
audit-mou-agreed = { $who } acordó la cláusula “{ $what }”.
audit-mou-frozen = { $who } hizo una versión del convenio con la otra organización.
audit-mou-signed = { $who } firmó una versión del convenio con la otra organización.
audit-mou-frozen-partner = La otra organización hizo una versión del convenio.
audit-mou-signed-partner = La otra organización firmó una versión del convenio.
audit-mou-lapsed = Pasó el último día del convenio con la otra organización.
audit-procedure-live = Entró en vigor un procedimiento para presentar a las personas.

mou-title = Convenio
mou-paper-title = Convenio de colaboración
mou-between = Entre { $center } y { $advocacy }
mou-in-force = La versión { $n } está en vigor hasta el { $day }.
mou-is-over = La versión { $n } estuvo en vigor hasta el { $day }. Ya terminó.
mou-is-broken = Una firma de la versión { $n } ya no vale.
mou-not-signed = Todavía no hay ninguna versión firmada por las dos.
mou-lapsed-next = Todavía se puede conectar a las personas, con lo que cada una promete por su cuenta. Acuerden nuevos días, hagan una versión y fírmenla.
mou-begin-lead = Hay quince cláusulas listas, en palabras sencillas. Ustedes cambian, quitan y agregan lo que necesiten.
mou-begin = Empezar con la biblioteca
mou-clauses = Cláusulas
mou-clauses-lead = Una parte abre una cláusula y la propone, la otra la acepta. Quien la cambie después la vuelve borrador.
mou-waits-for-us =
    { $n ->
        [one] Una cláusula espera su respuesta.
       *[other] { $n } cláusulas esperan su respuesta.
    }
mou-is-new = No está en lo vigente
mou-n-remarks =
    { $n ->
        [one] Un comentario
       *[other] { $n } comentarios
    }
mou-left-out = No están en este convenio
mou-put-in = Poner: { $what }
mou-version = Versión { $n }
mou-versions = Versiones
mou-read-and-sign = Leer y firmar
mou-make-version = Hacer una versión para firmar
mou-make-version-lead = Todas las cláusulas están acordadas. Una versión es lo que firman las dos: sus palabras no cambian nunca.
mou-holds-now = Lo que fija ahora
mou-signed-by = { $name }, { $at }
mou-not-yet = todavía sin firmar
mou-stage-draft = Borrador
mou-stage-waits-for-them = Propuesta: espera a { $org }
mou-stage-waits-for-us = { $org } la propone: espera su respuesta
mou-stage-agreed = Acordada por las dos
mou-phase-pending = Espera las firmas
mou-phase-superseded = Nunca firmada por las dos
mou-phase-to-come = Firmada, empieza después
mou-phase-in-force = En vigor
mou-phase-replaced = Reemplazada por una posterior
mou-phase-lapsed = Terminada
mou-phase-broken = Las firmas no son válidas
mou-broken-next = Desde entonces cambió una llave, o cambió el texto. Comparen otra vez las seis palabras de las dos organizaciones, hagan una versión y fírmenla de nuevo. Mientras tanto no fija nada, y todavía se puede conectar a las personas.
mou-clause = Cláusula
mou-clause-new = Agregar una cláusula propia
mou-clause-write = Cambiar esta cláusula
mou-clause-write-lead = Una cláusula que se cambia vuelve a ser un borrador, hasta que las dos acuerden las nuevas palabras.
mou-against = Junto a lo vigente
mou-added = Agregado:
mou-removed = Quitado:
mou-propose = Proponer esta cláusula
mou-propose-lead = Usted acepta estas palabras y pide a { $org } que haga lo mismo.
mou-agree = Acordar esta cláusula
mou-agree-lead = { $org } aceptó estas palabras. Si usted también las acepta, la cláusula queda acordada.
mou-remarks = Comentarios
mou-no-remarks = No hay comentarios.
mou-remark = Su comentario
mou-remark-needed = Escriba su comentario.
mou-remark-add = Agregar el comentario
mou-heading = Título
mou-heading-needed = Dele un título a la cláusula.
mou-text = Texto
mou-text-hint = Palabras sencillas que entienda el personal de las dos.
mou-response-hint = Cuenta lo más pronto entre esto y el paso del procedimiento que responde.
written-en = Estas palabras están en inglés.
written-es = Estas palabras están en español.
mou-text-needed = Escriba el texto de la cláusula.
mou-accepted-health-center = aceptada por el centro de salud
mou-accepted-advocacy = aceptada por la organización de apoyo
mou-longest-release = Autorización más larga, en días
mou-longest-release-hint = Cada una conserva su propio límite si es más corto.
mou-elements = Lo que puede llevar una referencia
mou-elements-hint = Marque al menos una. Solo la primera quiere decir: que la persona pide contacto, y nada más. Solo puede reducir lo que permiten la ley y la persona.
mou-response = Cuándo responde alguien
mou-period = Cada cuánto miran los totales
mou-least-shown = Número más pequeño que se muestra
mou-least-shown-hint = 11 o más. Nada menor que 11 se muestra nunca.
mou-starts = Primer día
mou-ends = Último día
mou-review-on = Día de la revisión
mou-notice-days = Días de aviso
mou-days =
    { $n ->
        [one] un día
       *[other] { $n } días
    }
mou-sign = Firmar por { $org }
mou-signatures = Firmas
mou-words-lead = Las seis palabras de esta versión. Quien oye las mismas palabras lee el mismo texto.
mou-frozen-by = { $name } hizo esta versión el { $at }.
mou-holds-not = no es válida
mou-compare = Junto a la versión { $n }
mou-compare-title = Lo que cambió
mou-compare-lead =
    La versión { $n } junto a la versión { $before }: { $changed ->
        [0] ninguna cláusula es distinta.
        [one] una cláusula es distinta.
       *[other] { $changed } cláusulas son distintas.
    }
mou-compare-hint = Lo nuevo dice “Agregado:” y lo que ya no está dice “Quitado:”.
mou-clause-added = Esta cláusula es nueva
mou-clause-removed = Esta cláusula se quitó
mou-clause-other = Esta cláusula dice otra cosa
mou-sign-title = Firmar el convenio
mou-sign-heading = Firmar por { $org }
mou-sign-lead = Llame a la persona responsable de la otra organización. Léanse las seis palabras de esta versión y las seis palabras de las dos organizaciones. Si una palabra es distinta, no firme.
mou-sign-changes =
    { $changed ->
        [0] Ninguna cláusula es distinta de la versión anterior.
        [one] Una cláusula es distinta de la versión anterior.
       *[other] { $changed } cláusulas son distintas de la versión anterior.
    }
mou-sign-words = Las palabras de esta versión
mou-sign-words-hint = Representan cada palabra del texto.
mou-sign-keys = Las palabras de las dos organizaciones
mou-sign-keys-hint = Su firma es válida entre estas dos, y deja de serlo si cambia una de las llaves.
mou-sign-agree = Leí esta versión, todas las palabras fueron iguales, y firmo por { $org }.
mou-sign-read-first = Marque esto después de leer la versión y comparar las palabras.

procedure-title = Cómo se presenta a una persona
procedure-is-live = La versión { $n } está vigente desde el { $day }.
procedure-not-live = Todavía no está vigente. Las pantallas de referencias siguen lo que cada una promete por su cuenta.
procedure-other-way = El otro sentido
procedure-on-one-page = En una página
procedure-begin-lead = Hay ocho pasos listos, en palabras sencillas. Ustedes cambian, quitan y agregan lo que necesiten.
procedure-begin = Empezar con el modelo
procedure-make-live = Ponerlo en vigor
procedure-make-live-lead = Cuando usted acepte estos pasos y { $org } haga lo mismo, estarán vigentes y las pantallas de referencias los seguirán.
procedure-waits-for-us = { $org } aceptó estos pasos. Si usted también los acepta, están vigentes.
procedure-waits-for-them = Usted aceptó estos pasos. Estarán vigentes cuando { $org } también los acepte.
procedure-propose = Aceptar estos pasos
procedure-steps = Pasos
procedure-within = en { $time } o menos
procedure-otherwise = Si eso no funciona:
procedure-step-new = Agregar un paso
procedure-step-write = Cambiar este paso
procedure-hotline = Si nadie contesta, llame a
procedure-hotline-lead = Si queda vacío, es la línea de ayuda de la organización que recibe.
procedure-live-by = desde el { $at }, aceptado por { $one } y { $two }
procedure-by = Aceptado por { $one } y { $two }.
procedure-place = Lugar en el orden
procedure-place-hint = Un número de 1 a 99. Los pasos del modelo están en 10, 20, 30 y así sucesivamente.
procedure-name = Qué se hace
procedure-name-needed = Diga qué se hace.
procedure-who = Quién lo hace
procedure-who-hint = Una función, no un nombre. Los enlaces se nombran al lado.
procedure-who-needed = Diga quién lo hace.
procedure-within-field = En cuánto tiempo
procedure-answers = En este paso alguien responde
procedure-answers-hint = Su plazo fija para cuándo se espera una respuesta en las pantallas de referencias. Marque un paso: de varios, cuenta el primero.
procedure-answer-due = Fija para cuándo se espera respuesta
procedure-no-answer = Ningún paso dice qué tan pronto responde alguien. Las pantallas de referencias siguen lo que cada una promete por su cuenta. Marque el paso que responde y póngale un plazo.
procedure-counts = Lo que cuenta ahora es { $time }: entre el convenio y este procedimiento, lo más pronto. Aparece en las pantallas de referencias.
procedure-is-draft = Abajo está lo que se escribe. Todavía no vale: los pasos que cambiaron están marcados.
procedure-step-changed = Cambió
procedure-step-added = Nuevo
procedure-step-gone = Se quitó: { $name }
procedure-against = Junto a lo vigente
procedure-no-line = No hay a quién llamar cuando nadie responde. Anote una línea que siempre contesten.
procedure-line-live = vigente ahora
procedure-line-draft = se está escribiendo, aún no vigente
procedure-script = Palabras para decir
procedure-fallback = Si eso no funciona
procedure-way = en qué sentido
agreed-title = Lo que se acordó
agreed-ask-for = Pregunte por
agreed-or = o { $name }
agreed-they-answer = Responden
agreed-we-answer = Respondemos
agreed-nobody-answers = Si nadie contesta
agreed-procedure = El procedimiento, paso a paso
agreed-lapsed = El convenio con esta organización terminó el { $day }. Todavía puede conectar a las personas; sus responsables lo saben.
agreed-broken = El convenio con esta organización ya no vale: hay que firmarlo otra vez. Todavía puede conectar a las personas; sus responsables lo saben.
agreed-left-out = Según el convenio con esta organización, una referencia no lleva: { $what }. Eso se queda en nuestra organización.
problem-mou-lapsed = El convenio con una organización terminó. Todavía se puede conectar a las personas. Renuévenlo en “En común”.
problem-mou-broken = Una firma del convenio con una organización ya no vale, y por eso no fija nada. Todavía se puede conectar a las personas. Fírmenlo otra vez en “En común”.
mou-pdf = En PDF
mou-pdf-signed = Firmado por { $name } el { $at }
mou-pdf-unsigned = Sin firmar todavía
mou-pdf-words = Seis palabras de esta versión, para comparar en voz alta: { $words }
mou-pdf-hash = SHA-256 de esta versión, sobre el que firman ambas partes: { $hash }
mou-pdf-key = Seis palabras de la llave de { $org }, como es hoy: { $words }
