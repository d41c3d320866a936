# Lo que dos organizaciones hacen lado a lado. Quien viene es un número.

programs-title = Programas
programs-lead = Lo que hacen lado a lado. Cada programa mueve su paso del camino cuando ocurre.
programs-all = Cinco maneras de trabajar lado a lado
program-step = Paso del camino
program-to-step = Su paso del camino
program-none-coming = No hay nada planeado.
program-none-held = Todavía no hubo nada.
program-was-it-held = ¿Se hizo?
program-number-lead = Aquí quien viene es un número, nunca un nombre.
program-heads = Cuántas personas vinieron
program-heads-hint = Un número, sin nombres. Solo su organización lo lee exacto. La organización aliada lee “menos de 11”, o más si así lo acordaron, hasta llegar a esa cantidad. Déjelo vacío si no contaron.
program-fewer = menos de { $least }
program-heads-n =
    { $n ->
        [one] vino una persona
       *[other] vinieron { $n }
    }
program-heads-few = vinieron menos de { $least }
program-heads-not = no se informa cuántas personas vinieron
program-not-told = no se informa
program-held-hint = Lo que se hizo mueve el paso del camino.
program-room = Sala
program-room-hint = Como la llaman, por ejemplo “sala azul”. Sin dirección.
program-starts = Primer día
program-starts-needed = Elija el primer día.
program-ends = Último día
program-from = desde el { $day }
program-until = hasta el { $day }

celebrations-title = Celebraciones de la salud
celebrations-lead = Una vez al mes, personal del centro de salud va con las intercesoras y comparte lo que sabe.
celebration-whose = A nadie se le abre un expediente por venir. Si alguien pide atención, las intercesoras la refieren y el centro de salud abre el suyo.
celebration-title = Celebración de la salud
celebration-new = Planear una celebración
celebration-topic = Tema
celebration-topic-needed = Elija un tema.
celebration-language = Idioma
celebration-staff = Personal que presta el centro de salud
celebration-staff-n =
    { $n ->
        [one] una persona del centro de salud
       *[other] { $n } personas del centro de salud
    }
celebration-links = Contactos hechos
celebration-links-hint = Cuántas de las personas que vinieron quedaron presentadas para atención ese día. La organización aliada lee el número solo junto a cuántas vinieron, y solo si este número y el resto son 11 o más cada uno, o más si así lo acordaron.
celebration-links-n =
    { $n ->
        [one] un contacto hecho
       *[other] { $n } contactos hechos
    }
celebration-links-few = menos de { $least } contactos hechos
celebration-links-not = no se informa cuántos contactos se hicieron
celebration-links-above-heads = Hay más contactos que personas que vinieron. Revise los dos números.

visits-title = Profesional de visita
visits-lead = Una persona profesional del centro de salud va con las intercesoras, por ejemplo cada dos semanas.
visit-whose = La atención que se da aquí está en el expediente del centro de salud. Las intercesoras guardan el suyo.
visit-title = Visita
visit-new = Planear una visita
visit-provider = Quién viene
visit-provider-needed = Elija quién viene.
visit-slots = Citas ofrecidas
visit-slots-n =
    { $n ->
        [one] una cita
       *[other] { $n } citas
    }
visit-used = Citas usadas
visit-used-n =
    { $n ->
        [one] una usada
       *[other] { $n } usadas
    }
visit-used-few = menos de { $least } usadas
visit-supplies = Qué llevar
visit-supplies-hint = Por ejemplo: tensiómetro, pruebas, tarjetas.

presences-title = Intercesora en el centro de salud
presences-lead = Una intercesora trabaja en el centro de salud unas horas cada semana.
presence-whose = Lo que una persona le cuenta a la intercesora está solo en el expediente de la organización de intercesoras, también bajo el techo del centro de salud.
presences-hours = Horas de la semana
presences-none = Todavía no hay horas acordadas.
presence-title = Horas de la semana
presence-new = Agregar horas
presence-form-lead = La sala, las horas y quién paga. Nunca quién viene.
presence-weekday = Día de la semana
presence-weekday-needed = Elija un día de la semana.
presence-clock-needed = Escriba a qué hora empiezan.
presence-minutes = Minutos por semana
presence-minutes-needed = Escriba cuántos minutos.
presence-room-hint = Una sala con puerta, donde a nadie se le llama por su nombre.
presence-rate = Costo de una hora
presence-rate-hint = En dólares. Entra en el costo de la alianza. Lo leen las personas responsables de las dos partes, y nadie más.
presence-rate-n = { $amount } por hora
presence-separate = Los expedientes están separados
presence-separate-hint = Confirmamos: las notas de la intercesora quedan en la organización de intercesoras, en su propio equipo, y el centro de salud no puede abrirlas. Sin esto el paso no cuenta como listo.
presence-runs = En marcha
presence-not-separate = Diga cómo se separan los expedientes

stops-title = Salud e intercesoría móvil
stops-lead = Las paradas de las dos unidades móviles, lado a lado.
stop-whose = Quien recibe atención tiene expediente en el centro de salud. Quien habla con una intercesora lo tiene en la organización de intercesoras, o no tiene ninguno.
stop-entry = Parada
stop-new = Planear una parada
stop-host = De quién es la unidad
stop-host-needed = Elija de quién es la unidad.
stop-area = Dónde, como la gente lo conoce
stop-area-hint = Por ejemplo “biblioteca, lado norte”. Sin calle ni número.
stop-withheld = No poner esta parada en listas ni calendarios
stop-withheld-hint = Solo la encuentran las responsables que escriben aquí, por su día.
stops-withheld = Fuera de las listas
stops-withheld-note = No están en ninguna lista ni en ningún calendario que se envía. Solo las ven las personas responsables: aquí por su día, y en su propio calendario.

slots-title = Servicios de salud por intercesoras
slots-lead = Intercesoras con formación y certificado ofrecen un servicio de salud en su propio lugar.
slot-whose = Está en el expediente de la organización de intercesoras. La organización aliada ve si hay alguien, no quién.
slot-title = Horario de un servicio de salud
slot-new = Planear un horario
slot-service = Qué servicio
slot-service-needed = Elija el servicio.
slot-staff = Quién lo toma
slot-staff-seen-by = responsables de su organización; la organización aliada solo ve que hay alguien
slot-staffed = Hay una intercesora
slot-open = Todavía no hay nadie
slot-unfit = Sin certificado para ese día. La organización aliada lee que no hay nadie
slot-unfit-next = Quien lo toma ya no tiene certificado para ese día. Elija a otra persona.
slot-nobody-may = Nadie tiene certificado para este servicio ese día. Anote primero el certificado.
slot-not-qualified = Elija a alguien con certificado para este servicio ese día.
slot-member = Quién lo toma
slot-member-hint = Solo se muestran quienes tienen certificado para ese día.

celebration_topic-wellness = Chequeos
celebration_topic-rest = Estrés, sueño y descanso
celebration_topic-food = Comida y movimiento
celebration_topic-sexual_health = Salud sexual y reproductiva
celebration_topic-children = Salud de niñas y niños
celebration_topic-teeth = Dientes
celebration_topic-vaccines = Vacunas
celebration_topic-coverage = Seguro de salud
celebration_topic-other = Otra cosa
spoken-english = En inglés
spoken-spanish = En español
spoken-both = En inglés y español
spoken-interpreted = Con intérprete
provider-physician = Medicina
provider-nurse_practitioner = Enfermería de práctica avanzada
provider-nurse = Enfermería
provider-midwife = Partería
provider-behavioral_health = Salud conductual
provider-oral_health = Salud bucal
provider-enrollment = Especialista en inscripción
noun-celebration = Celebración de la salud
noun-visit = Visita profesional
noun-presence = Horas de la semana
noun-stop = Parada móvil
noun-slot = Horario de un servicio de salud
