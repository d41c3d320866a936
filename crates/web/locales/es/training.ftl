# Capacitaciones cruzadas y visitas, y certificados de las intercesoras. Nada aquí trata de una persona atendida.

trainings-title = Capacitaciones y visitas
trainings-lead = El personal conoce el lugar de la otra parte, para que todos puedan decir qué ofrece.
trainings-none-coming = No hay ninguna capacitación planeada.
trainings-none-held = Todavía no hubo ninguna.
training-title = Capacitación
training-new = Planear una capacitación
training-lead = La ven las dos partes. Quién de su equipo estuvo queda con ustedes.
training-kind = Qué es
training-kind-needed = Elija qué es.
training-topic = Tema
training-topic-needed = Elija un tema.
training-host = Quién la da
training-host-needed = Elija quién la da.
training-host-hint = Quién enseña o muestra su lugar, se reúnan donde se reúnan. Cuenta para el personal de la otra parte.
training-place = Dónde
training-place-hint = Una oficina abierta al público o en línea. Nunca un refugio.
training-months = Por cuántos meses vale
training-months-hint = Después se invita al personal a volver. Déjelo vacío para 12.
training-held-hint = Cuando cada parte haya dado una, el paso B está listo.
training-counts-until = Vale hasta
training-heads =
    { $n ->
        [one] estuvo una persona
       *[other] estuvieron { $n }
    }
training-heads-health-center = Del centro de salud
training-heads-advocacy = De la organización de intercesoras
training-scores-health-center = Respuestas del centro de salud
training-scores-advocacy = Respuestas de la organización de intercesoras
training-scores = pueden describir los servicios: { $before } antes, { $after } después (de 5)
training-attendance = Quién de nosotros estuvo
training-attendance-lead = Pregunte a cada quien: “¿Podría describir los servicios de la organización aliada?”. De 1, nada, a 5, bien.
training-what-is-shared = La organización aliada ve cuántas personas estuvieron por función, y promedios desde cinco respuestas. Los nombres y cada respuesta quedan en su organización.
training-who = Su equipo
training-was-there = Estuvo
training-before = Antes
training-after = Después
training-not-asked = Sin preguntar
training-score = Elija un número del 1 al 5, o “Sin preguntar”.
training-unknown-colleague = Elija a alguien que trabaje aquí ahora.
room-ours = solo las responsables de su organización

coverage-title = Quién conoce a la organización aliada
coverage-lead-clinic = Quién de su equipo puede decir qué ofrecen las intercesoras, y hasta cuándo vale.
coverage-lead-advocates = Quién de su equipo puede decir qué ofrece el centro de salud, y hasta cuándo vale.
coverage-counts = Una capacitación vale si la dio la organización aliada y ya pasó. Se muestra por función, porque aquí no se guarda en qué local trabaja cada quien.
coverage-roles = Por función
coverage-of = { $n } de { $of } la conocen
coverage-nobody = Nadie todavía
coverage-soon-n =
    { $n ->
        [one] a una persona se le vence pronto
       *[other] a { $n } se les vence pronto
    }
coverage-soon = Vence en 60 días o menos
coverage-soon-none = A nadie se le vence en 60 días.
coverage-lapses = Vence el { $day }
coverage-staff = Todo el equipo
coverage-never = Todavía no
coverage-lapsed = Venció el { $day }
coverage-until = Hasta el { $day }

certificates-title = Certificados de nuestras intercesoras
certificates-lead = Quién puede ofrecer qué servicio de salud, y hasta cuándo. También se guardan las horas de formación: en algunos estados el privilegio de la intercesora depende de ellas.
certificates-all = Certificados
certificates-none = Todavía no hay ninguno anotado.
certificate-new = Anotar un certificado
certificate-member = Quién
certificate-member-needed = Elija quién es.
certificate-skill = Para qué
certificate-hours = Horas de formación
certificate-hours-hint = Como dice el certificado, una por lo menos.
certificate-hours-n =
    { $n ->
        [one] una hora
       *[other] { $n } horas
    }
certificate-certified-on = Desde
certificate-expires-on = Hasta
certificate-expires-on-hint = Déjelo vacío si no vence.
certificate-ends-before = El último día es anterior al primero. Revise los dos días.
certificate-since = desde el { $day }
certificate-until = hasta el { $day }
certificate-no-end = no vence
certificate-ended = Hoy no vale
certificate-soon = Vence pronto
certificate-counts = Vale
certificate-remove = Quitar
certificate-hours-needed = Un certificado vale con una hora de formación por lo menos. Escriba cuántas dice.
certificates-removed = Quitados
certificate-restore = Volver a poner
training-former = También estuvieron y ya no trabajan aquí: { $names }. Siguen contando.
training-changed-since = Alguien de su equipo cambió esto mientras tanto. Lo que usted marcó sigue aquí. Guarde otra vez para reemplazarlo.

training_kind-cross_training = Capacitación cruzada
training_kind-site_visit = Visita
training_topic-advocacy_services = Qué ofrecen las intercesoras
training_topic-health_services = Qué ofrece el centro de salud
training_topic-cues = CUES
training_topic-dynamics = Qué le hace la violencia a una vida
training_topic-confidentiality = Confidencialidad en cada parte
training_topic-referrals = Cómo presentamos a una persona
training_topic-health_center_101 = Cómo funciona un centro de salud
training_topic-other = Otra cosa
training_place-health_center = En el centro de salud
training_place-advocacy_office = En la oficina abierta al público de las intercesoras
training_place-online = En línea
skill-substance_use = Apoyo por uso de sustancias
skill-hiv_testing = Pruebas de VIH
skill-sexual_health = Educación en salud sexual
skill-advocacy = Formación básica de intercesora
noun-training = Capacitación
