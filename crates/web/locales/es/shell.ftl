# El marco: lo que rodea a cada página.

skip-to-content = Ir al contenido
top-bar = Barra superior
main-menu = Páginas
switch-language = English
switch-language-full = Switch to English
lock = Bloquear
lock-full = Bloquear esta pantalla ahora
signed-in-as = Sesión de { $name }
sign-out = Cerrar sesión
help = Ayuda
seen-by = Lo ven: { $who }
optional = opcional
back = Volver
cancel = Cancelar
print = Imprimir
copy = Copiar
copied = Copiado
fewer = Menos
more = Más
show-number = Mostrar el número; queda anotado
masked = Número oculto
pager = Más páginas de esta lista
older = Anteriores
newer = Más recientes
step-of = Paso { $n } de { $of }

# Horas
when-am = { $time } a. m.
when-pm = { $time } p. m.
when-date = { $day } de { $month } de { $year }
when-month = { $month } de { $year }
when-month-name = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
when-today-at = hoy a { $hour ->
    [1] la
   *[other] las
} { $clock }
when-yesterday-at = ayer a { $hour ->
    [1] la
   *[other] las
} { $clock }
when-tomorrow-at = mañana a { $hour ->
    [1] la
   *[other] las
} { $clock }
when-date-at = el { $date } a { $hour ->
    [1] la
   *[other] las
} { $clock }
when-day-and-clock = { $date }, { $clock }
when-on-paper = { $date }, { $clock }, { $zone }
when-now = ahora mismo
when-minutes-ago = { $n ->
    [one] hace 1 minuto
   *[other] hace { $n } minutos
}
when-hours-ago = { $n ->
    [one] hace 1 hora
   *[other] hace { $n } horas
}
when-days-ago = { $n ->
    [one] hace 1 día
   *[other] hace { $n } días
}
when-in-minutes = { $n ->
    [one] en 1 minuto
   *[other] en { $n } minutos
}
when-in-hours = { $n ->
    [one] en 1 hora
   *[other] en { $n } horas
}
when-in-days = { $n ->
    [one] en 1 día
   *[other] en { $n } días
}
when-both = { $relative }, { $exact }
when-span-minutes = { $n } min
when-span-hours = { $h } h
when-span-hours-minutes = { $h } h { $n } min
when-span-days = { $n ->
    [one] 1 día
   *[other] { $n } días
}

# Iniciar sesión
sign-in-title = Iniciar sesión
sign-in-lead = Esto es para el personal. Nadie más necesita una cuenta.
sign-in-login = Nombre con el que inicia sesión
sign-in-password = Contraseña
sign-in-device = Este aparato
sign-in-device-private = Solo lo uso yo
sign-in-device-private-hint = Se bloquea a los 15 minutos.
sign-in-device-shared = Lo usan otras personas, o es un teléfono
sign-in-device-shared-hint = Se bloquea a los 5 minutos.
sign-in-button = Iniciar sesión
sign-in-held = Su sesión se cerró. Lo que escribió se guarda { $n } minutos. Inicie sesión para seguir.

# Pantalla bloqueada
locked-title = Pantalla bloqueada
locked-lead = Escriba su contraseña para continuar.
locked-button = Desbloquear
locked-wrong = Esta no es su contraseña. Escríbala de nuevo.
locked-someone-else = ¿Es otra persona? Cierre primero la sesión.
locked-held = Lo que escribió se guarda { $n } minutos. Desbloquee para seguir.
again-title = Su contraseña, una vez más
again-lead = Esto cambia quién puede leer los expedientes de su organización, o lo que vale para todas las personas en ella. Requiere una contraseña escrita en los últimos { $n } minutos.
again-held = Lo que escribió se guarda { $n } minutos. Después puede revisarlo y guardarlo.
again-button = Seguir

# Retomar lo escrito
resume-title = No se perdió nada
resume-lead = Aquí está lo que escribió. Revíselo y después envíelo. Lo que ya se guardó no se guarda dos veces.
resume-button = Mostrar lo que escribí
retry-button = Intentar otra vez

# Sin actividad
idle-title = ¿Sigue ahí?
idle-text = La pantalla se bloqueará en 2 minutos. No se pierde nada de lo que escribió.
idle-stay = Seguir aquí

# Ayuda
help-title = Ayuda
help-lead = A quién llamar y qué hace cada pantalla.
help-now = Si alguien está en peligro ahora
help-now-text = Llame al 911 si la persona se lo pide, o si la ley del lugar donde trabaja le obliga.
help-product = Si algo no funciona en la pantalla
help-product-text = Pregunte a quien cuida este servicio en su organización. No le mande nombres ni números de las personas que atiende.
help-lock = Cómo bloquear la pantalla
help-lock-text = Presione “Bloquear” arriba en cualquier página. La pantalla muestra solo un reloj hasta que escriba su contraseña.
help-lost = Si escribió algo y la página cambió
help-lost-text = Inicie sesión o desbloquee otra vez. Lo que escribió se guarda 15 minutos, solo para usted.
help-words = Palabras que usamos
help-words-text = Decimos “no vino”. Nunca culpamos a una persona por no venir, y nunca prometemos que está a salvo.

# Salir y seguridad
leave = Salir de este sitio
leave-prefix = Salida rápida:
leave-pressed = { $n ->
    [one] Presione Shift (mayúsculas) 1 vez más para salir.
   *[other] Presione Shift (mayúsculas) { $n } veces más para salir.
}
leave-loading = Cargando.
safety-strip = Alguien puede ver lo que usted hace en este aparato.
safety-strip-link = Cómo cuidarse mejor
safety-title = Cómo usar este sitio con más cuidado
safety-lead = Haremos lo posible por ayudarle a mantener en privado lo que hace aquí. Ningún sitio web puede asegurarlo.
safety-seen-title = Alguien puede ver lo que hace
safety-seen-text = Una persona que le hace daño puede mirar este teléfono o computadora, o haber puesto un programa escondido. Si lo sospecha, use un aparato que esa persona no pueda tocar: en una biblioteca, una clínica o la casa de una amistad.
safety-leave-title = Qué hace “Salir de este sitio”
safety-leave-text = Le lleva enseguida a un sitio web de todos los días. Durante 5 minutos, el botón Atrás también lleva a ese sitio.
safety-leave-not = No borra su historial. Este sitio queda en la lista de páginas visitadas hasta que usted lo quite.
safety-keys-text = También puede presionar la tecla Shift (mayúsculas) 3 veces.
safety-history-title = Para quitar este sitio de su historial
safety-history-text = Abra el historial de su navegador y quite solo esta página. Un historial vacío puede llamar la atención.
safety-call-title = Si prefiere hablar
safety-call-text = Las llamadas pueden aparecer en la cuenta del teléfono o en la lista de llamadas. Puede pedir en una clínica que llamen junto con usted, desde su teléfono.
safety-keep-title = Qué guarda este sitio
safety-keep-text = Ninguna cuenta, ninguna cookie que diga quién es usted y nada de lo que mira. Solo una marca de 5 minutos después de salir, para que el botón Atrás no muestre otra vez esta página.

# El lugar del que sale una persona, cuando abre la dirección a mano
neutral-name = Servicios comunitarios
