# Primera vez: se pone en marcha una organización.

setup-title = Poner en marcha su organización
setup-lead = Unos diez minutos. No se recibe nada de nadie hasta que su hoja de recuperación esté impresa.
setup-token = Clave de un solo uso
setup-token-hint = Está en la terminal donde se inició este servicio. Sirve una sola vez, durante un día.
setup-token-needed = Escriba la clave que aparece en la terminal.
setup-token-wrong = Esta no es la clave, o ya se usó. Mire otra vez la terminal o pida ahí una nueva.
setup-org = Su organización
setup-kind = ¿Qué son ustedes?
setup-name = Nombre
setup-name-hint = Así lo verá la organización aliada.
setup-phone = Teléfono público
setup-phone-hint = Tal como lo publican.
setup-hotline = Línea de ayuda de 24 horas
setup-hotline-hint = Aparece en todas las páginas, por si lo demás falla.
setup-funding = ¿Con qué fondos trabajan?
setup-funding-hint = Cada fondo trae su propia ley de confidencialidad. Elija todos los que correspondan. Si no está seguro, no elija ninguno: así valen las reglas más estrictas.
setup-zone = Zona horaria
setup-zone-atlantic = Atlántico (Puerto Rico, Islas Vírgenes de EE. UU.)
setup-zone-eastern = Este
setup-zone-central = Centro
setup-zone-mountain = Montaña
setup-zone-arizona = Montaña sin horario de verano (Arizona)
setup-zone-pacific = Pacífico
setup-zone-alaska = Alaska
setup-zone-hawaii = Hawái
setup-zone-samoa = Samoa
setup-zone-guam = Chamorro (Guam, Islas Marianas del Norte)
setup-keys = Quién puede abrir sus expedientes
setup-vault = ¿Quién guarda sus llaves?
setup-vault-hint = Después cuesta cambiarlo. Quienes reciben fondos de VAWA, FVPSA o VOCA deberían elegir la primera opción.
setup-vault-members = Quien maneja esta computadora no puede leer lo que hay guardado en ella. Si todo el equipo pierde a la vez sus contraseñas y sus hojas de recuperación, los expedientes se pierden.
setup-vault-server = Quien maneja esta computadora puede leer lo que hay guardado en ella, y un tribunal puede ordenarle que lo haga. Elíjala solo si la manejan ustedes y lo aceptan.
setup-words = Las palabras de sus pantallas
setup-app-name = Cómo se llama este programa
setup-app-name-hint = Alguien puede leerlo desde el otro lado de la sala de espera. Elija un nombre que no diga por qué viene la gente.
setup-reporting-en = Lo que deben informar, en inglés
setup-reporting-hint = El equipo lo lee en voz alta antes de preguntar nada. Esto es una muestra. Cámbiela por las palabras que correspondan a la ley de su estado.
setup-reporting-es = Lo que deben informar, en español
setup-reporting-es-hint = Lo mismo, para quienes hablan español. Pida que lo revise alguien que haya crecido hablándolo.
setup-reporting-sample = [Muestra: cambie este texto.] Lo que me cuente queda entre nosotros, con pocas excepciones. Es posible que tenga que avisar si le están haciendo daño a un niño, a una niña o a una persona mayor, o si usted piensa hacerse daño o hacérselo a alguien. En algunos estados también debo informar de ciertas heridas. Si tiene dudas, pregúnteme antes.
setup-owner = Su propia cuenta
setup-owner-text = Usted tendrá las funciones de administración y de responsable. Más adelante puede invitar a otras personas y compartir estas funciones.
setup-owner-name = Su nombre
setup-owner-login = Nombre con el que inicia sesión
setup-owner-login-hint = Corto y en minúsculas. Nadie más tiene que conocerlo.
setup-password = Contraseña
setup-next = Lo que sigue: imprime su hoja de recuperación y escribe cuatro de sus grupos.
setup-button = Poner en marcha

# Donde alguien elige una contraseña
password-hint = Por lo menos 15 caracteres, o cuatro palabras que no vayan juntas. No hay más reglas.

# Lo que le falta a un campo
setup-name-needed = Escriba el nombre de su organización.
setup-phone-needed = Escriba un teléfono público.
setup-phone-digits = Escriba el número con sus cifras, por ejemplo (312) 555-0142.
setup-app-name-needed = Escriba cómo se llama este programa.
setup-reporting-en-needed = Escriba en inglés lo que deben informar.
setup-reporting-es-needed = Escriba en español lo que deben informar.
setup-owner-name-needed = Escriba su nombre.
setup-owner-login-needed = Escriba el nombre con el que iniciará sesión.
password-needed = Escriba una contraseña.
