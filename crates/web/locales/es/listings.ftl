# La lista de servicios de una organización: la leen las organizaciones aliadas, la cuidan sus responsables.

listing-offers = Lo que ofrecen
listing-hours = Horario
listing-hours-weekly = { $days }, de { $from } a { $to }
listing-days-run = de { $first } a { $last }
listing-languages = Idiomas
listing-access = Para venir con más facilidad
listing-on-call = Cuando usted llama
listing-site = Sede
listing-cost = Costo
listing-eligibility = Para quién
listing-reach = Cómo obtenerlo
listing-checked-on = Revisado el { $day }
listing-never-checked = Sin revisar todavía
listing-full-until = Sin lugar hasta el { $day }
listing-room-ask-again = No había lugar. Pregunte de nuevo
listing-paper-en = Imprimir ambas listas en inglés (PDF)
listing-paper-ours-en = Imprimir nuestra lista en inglés (PDF)
listing-paper-ours-es = Imprimir nuestra lista en español (PDF)
listing-paper-es = Imprimir ambas listas en español (PDF)
listing-paper-title = Servicios: { $orgs }
listing-paper-foot = Impreso el { $day }. Las cosas cambian: llame primero.
listing-paper-checked = Cada renglón se revisó el { $day } o después.
listing-paper-some-stale = Algunos renglones no se revisaron en los últimos 90 días. Lo dicen ahí: pregunte primero.
listing-paper-stale = Revisado por última vez el { $day }: pregunte primero
listing-paper-never = Nunca revisado: pregunte primero
listing-over-page = En papel, su lista puede ocupar más de un lado de la hoja. Acorte las notas o quite renglones.
listing-paper-phone = Teléfono: { $phone } ({ $hours })
listing-paper-hotline = Línea de ayuda, día y noche: { $phone }
listing-paper-languages = Idiomas: { $languages }
listing-head-what = Servicio
listing-head-when = Cuándo y dónde
listing-head-cost = Costo y para quién
listing-head-reach = Cómo obtenerlo
listing-keep = Cuidar nuestra lista
listing-ours-title = Nuestros servicios
listing-ours-lead = Lo que sus organizaciones aliadas leen de ustedes. Revise cada renglón al menos cada 90 días.
listing-seen-by = el personal de ustedes y el de sus organizaciones aliadas
listing-stale-count = { $n ->
    [one] Falta revisar un renglón.
   *[other] Falta revisar { $n } renglones.
 }
listing-home-stale = { $n ->
    [one] Falta revisar un renglón de su lista de servicios.
   *[other] Falta revisar { $n } renglones de su lista de servicios.
 }
listing-new = Agregar un servicio
listing-as-partner = Verla como la ve una organización aliada
listing-profile = Quiénes somos
listing-profile-empty = Todavía no hay nada escrito. Bastan dos frases.
listing-profile-change = Cambiar quiénes somos
listing-profile-lead = En sus propias palabras, para el personal que quiere enviarles a alguien.
listing-sites = Sedes
listing-sites-none = No hay ninguna sede en la lista.
listing-site-new = Agregar una sede
listing-take-title = Tome sus sedes de la lista de HRSA
listing-take-lead = HRSA publica las sedes de todos los centros de salud. Elija las suyas y quedarán en su lista con dirección y teléfono.
listing-take-words = Nombre de su centro de salud o de una sede
listing-take-hint = Pruebe con el nombre con que HRSA los conoce.
listing-take-which = ¿Cuáles de estas son suyas?
listing-take = Poner estas en nuestra lista
listing-take-none = Elija por lo menos una sede.
listing-take-nothing = Ninguna otra sede tiene este nombre.
listing-still-right = Sigue bien
listing-line-title = Un servicio
listing-line-lead = Al guardar, usted dice que hoy todo está bien.
listing-service = Servicio
listing-own = Otra cosa
listing-own-name = Su nombre, si es otra cosa
listing-own-hint = Solo para lo que la lista no tiene.
listing-own-name-es = Su nombre en español
listing-own-es-hint = Aparece en la lista en español. Déjelo vacío si el nombre es el mismo.
listing-room = Personas nuevas
listing-full-until-ask = Sin lugar hasta, si lo sabe
listing-when-where = Cuándo y dónde
listing-days = Días
listing-days-hint = Solo para un horario semanal.
listing-from = Desde
listing-to = Hasta
listing-site-hint = Un refugio nunca tiene sede aquí.
listing-no-site = Sin sede
listing-for-whom = Para quién
listing-phone-hint = Solo si no es su número principal.
listing-remark-en = Una nota corta, en inglés
listing-remark-es = Una nota corta, en español
listing-remark-hint = Nada sobre una persona, ninguna dirección.
listing-save = Guardar
listing-remove = Quitar de la lista
listing-remove-text = Las organizaciones aliadas dejan de verlo enseguida. Las referencias ya enviadas siguen igual.
listing-site-lead = Donde reciben a las personas. La dirección se imprime en la lista.
listing-site-lead-no-address = Donde reciben a las personas, solo con un nombre. Aquí no se guarda ninguna dirección, para que ninguna se filtre.
listing-site-name = Nombre de la sede
listing-site-name-hint = Un nombre, no una dirección.
listing-site-address = Dirección pública
listing-site-way-en = Cómo llegar, en inglés
listing-site-way-es = Cómo llegar, en español
listing-site-remove-text = Lo que se ofrece allí sigue en la lista sin sede, y hay que revisarlo.
listing-about-en = Quiénes somos, en inglés
listing-about-es = Quiénes somos, en español
listing-on-call-en = Qué pasa cuando alguien llama, en inglés
listing-on-call-es = Qué pasa cuando alguien llama, en español
listing-on-call-hint = Quién contesta y qué pregunta primero.
listing-changed-since = Alguien de su equipo cambió esto mientras tanto. Lo suyo sigue aquí. Guarde otra vez para reemplazarlo.
listing-shelter-place = Un refugio no tiene sede en esta lista. Elija "Sin sede".
listing-other-kind = Ese servicio está en la lista de la organización aliada, no en la suya.
listing-hours-unclear = Elija días, una hora de inicio y una hora de cierre más tarde.
listing-no-address = Use un nombre sin calle. Aquí no se guarda ninguna dirección de ustedes.
listing-person = Esto parece una persona o una calle. No lo escriba.
listing-person-found = Esto parece { $what ->
    [phone] un número de teléfono. Use el campo para eso
    [email] un correo electrónico. No lo escriba
    [record_number] el número de un expediente. No lo escriba
    [street] una dirección. No la escriba
   *[other] una fecha de nacimiento. No la escriba
 }.
listing-phone-unclear = Escriba un número de teléfono de 7 a 15 cifras.
listing-day-unclear = Escriba un día, o déjelo vacío.
listing-site-gone = Alguien de su equipo quitó esa sede de la lista. Elija otra.
paper-too-long = Esto es demasiado largo para un papel. Acórtelo o imprima la página.
paper-not-drawn = No se pudo hacer el papel. Imprima la página desde su navegador.

hours-day_and_night = Día y noche
hours-weekly = Horario semanal
hours-appointment = Con cita
hours-ask = Llame para preguntar
cost-free = Gratis
cost-sliding_fee = Según lo que usted gana
cost-insurance = Con seguro, o según lo que usted gana
cost-ask = Llame para preguntar
eligibility-anyone = Cualquier persona
eligibility-adults = Personas adultas
eligibility-teens = Adolescentes
eligibility-families = Madres y padres con sus hijos
eligibility-all_genders = Personas de todos los géneros
eligibility-no_papers = No se piden papeles
eligibility-no_insurance = No hace falta seguro
reach-call = Llamar
reach-walk_in = Llegar sin cita
reach-through_staff = Por medio del personal
reach-video = Por video
room-open = Recibe a personas nuevas
room-waiting_list = Lista de espera
room-full = Sin lugar por ahora
weekday-mo = lunes
weekday-tu = martes
weekday-we = miércoles
weekday-th = jueves
weekday-fr = viernes
weekday-sa = sábado
weekday-su = domingo
access-step_free = Sin escalones
access-interpreters = Intérpretes por teléfono
access-sign_language = Lengua de señas
access-children = Un lugar para niños
access-rides = Ayuda con el transporte
access-private_room = Un cuarto privado
need-with-room = { $need } ({ $room })
