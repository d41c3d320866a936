# Quién contesta de cada lado, y el relevo.

answers-title = Quién contesta
answers-nobody = Nadie por ahora
answers-since = Desde el { $day }.
answers-before = Antes: { $names }.
answers-told = Se avisó a: { $names }.
notice-liaisons = Ahora contesta otra persona de un lado de su alianza. Los nombres están en “En común”.
problem-liaison-gone = El enlace o la suplente de una alianza ya no está, y nadie ocupa su lugar. Nombre a alguien.

hand-over-title = Hacer el relevo ahora
hand-over-head = Relevo de { $name }
hand-over-lead = Cambia en el momento y no vuelve por sí solo.
hand-over-liaison = Es el enlace. A quien elija le toca ser el enlace.
hand-over-alternate = Es suplente. A quien elija le toca la suplencia.
hand-over-owned =
    { $n ->
        [one] Una cosa del espacio en común está a su nombre. También pasa.
       *[other] { $n } cosas del espacio en común están a su nombre. También pasan.
    }
hand-over-told = Las responsables, los enlaces y las suplentes de las dos organizaciones se enteran en el momento. Desde ahora, los nombres nuevos están en cada página que dice a quién llamar.
hand-over-to = Quién sigue
hand-over-to-hint = Si el enlace y la suplente se relevan entre sí, cambian de lugar.
hand-over-to-needed = Elija quién sigue.
hand-over-button = Hacer el relevo
hand-over-nothing = Ya no hay nada a su nombre.

notice-own-lapse = A una capacitación o un certificado suyo le quedan 30 días o menos. Pregunte a su responsable cuándo es la próxima fecha.
notice-staff-lapse = A alguien de su personal se le vence una capacitación o un certificado en 30 días o menos. En “En común” se ve de quién se trata.

people-site = Sede
people-site-full = Sede de { $name }
site-of-title = Sede principal
site-of-head = Dónde trabaja sobre todo { $name }
site-of-lead = Solo sirve para ver, sede por sede, quién sabe explicar lo que ofrece la otra organización. No cambia nada de lo que puede abrir.
site-of-field = Sede principal
site-of-nowhere = Ninguna sede en particular
site-of-none = Todavía no hay ninguna sede.
site-of-make = Nuestro perfil y nuestras sedes
site-unknown = Esta sede ya no está en la lista. Elija otra.
coverage-sites = Por sede y función
coverage-no-site = Sin sede anotada

overdue-title = Lo que va tarde
overdue-not-held = { $what }: ¿se hizo?
overdue-not-planned = { $what }: falta planear la próxima vez
overdue-not-decided = Piloto sin decisión: { $what }
overdue-day-passed = { $what }: ya pasó el día en que se iba a hablar de esto
overdue-not-reviewed = Tocaba revisar el convenio. Planeen una reunión para eso
watch-unknowing =
    { $n ->
        [one] Una persona del equipo ya no sabe explicar lo que ofrece la otra organización.
       *[other] { $n } personas del equipo ya no saben explicar lo que ofrece la otra organización.
    }
meeting-plan-next = Planear la próxima: { $day }
calendar-fallen = Lo que no se hará
calendar-put-back = Volver a ponerlo
occasion-instead = Esto tiene su propia página, con todo lo que le corresponde. Planéelo ahí. Este formulario es para lo demás.
occasion-words-needed = Diga en pocas palabras qué es.
totals-agreed = Se acordó mirar los totales: { $period }. Los números menores de { $least } no se muestran a nadie de fuera.
totals-usual = Todavía no se ha acordado cuándo mirar los totales. Los números menores de { $least } no se muestran a nadie de fuera.
agreed-unknowing = Usted no estuvo en una capacitación sobre esta organización, o ya pasó mucho tiempo. Puede conectar a la persona de todos modos; allá le dicen lo que ofrecen.
roles-owned =
    { $n ->
        [one] Una cosa del espacio en común está a su nombre. Así queda aunque deje de ser responsable; haga antes el relevo, en “En común”, “Ensayo de relevo”.
       *[other] { $n } cosas del espacio en común están a su nombre. Así quedan aunque deje de ser responsable; haga antes el relevo, en “En común”, “Ensayo de relevo”.
    }
