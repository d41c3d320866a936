# Lo que las dos organizaciones se informan en totales. Sobre nadie en particular.

successes-title = Ver los logros
successes-sentence = Cerramos { $ours ->
    [0] ningún período
    [one] 1 período
   *[other] { $ours } períodos
} y { $org } { $theirs ->
    [0] ninguno
    [one] 1
   *[other] { $theirs }
}.
successes-close-title = Cerrar un período
successes-every-month = Vemos los totales cada mes.
successes-every-quarter = Vemos los totales cada tres meses, como acordamos.
successes-every-half = Vemos los totales dos veces al año, como acordamos.
successes-every-year = Vemos los totales una vez al año, como acordamos.
successes-close-lead = { $period }: ya terminó. Contamos nuestras propias referencias con { $org }, ocultamos los números pequeños, firmamos el resto y lo enviamos. Lo enviado no se puede cambiar.
successes-close = Cerrar: { $period }
successes-closed = { $period }: cerrado. El siguiente se puede cerrar cuando termine.
successes-leads-close = { $period }: lo puede cerrar una persona responsable.
successes-none = Todavía nadie ha cerrado un período.
successes-told-by-us = informado por nosotros ({ $org })
successes-told-by = informado por { $org }
successes-to-advocates = Del centro de salud a las intercesoras
successes-to-clinic = De las intercesoras al centro de salud
successes-period = Período
successes-by = Informado por
successes-way = Dirección
successes-what = Qué
successes-count = Cuántas
successes-few = pocas
successes-not-shown = no se muestra
successes-quarter = Trimestre { $n } de { $year }
successes-half = Semestre { $n } de { $year }
successes-year = { $year }
successes-hidden = Ocultamos los números pequeños para que no se pueda reconocer a nadie. { $n ->
    [one] Aquí hay 1 número oculto
   *[other] Aquí hay { $n } números ocultos
}: “pocas” es { $most } o menos; “no se muestra” es más, pero revelaría un número pequeño. De las personas que la otra organización conoce no decimos ni que no vino nadie ni que vinieron todas.
successes-file = Los mismos números en una tabla (CSV)
successes-means = Qué se cuenta
successes-from = Todo se cuenta en el mes en que pasó, según lo que el personal anotó aquí. Nunca a partir de un diagnóstico.
successes-broken = El informe de { $org } ({ $period }) no lleva una firma válida. No mostramos sus números. Llámeles.
successes-means-sent = Referencias acompañadas que se enviaron a la otra organización.
successes-means-accepted = Referencias que alguien de aquí tomó a su cargo.
successes-means-declined = Referencias que no se pudieron atender por falta de lugar, de idioma o de servicio adecuado.
successes-means-connected = Personas que quedaron en contacto con alguien de aquí.
successes-means-service-used = Referencias que terminaron con un servicio usado por la persona.
successes-means-ended-otherwise = Referencias que terminaron de otra manera, elegida por la persona o adecuada para ella.
totals-no-period = Elija un período que ya terminó.
totals-not-over = Este período todavía no termina. No se envió nada.
totals-too-short = Este período es más corto que lo acordado. No se envió nada.
totals-closed-before = Este período ya se había cerrado. Lo enviado queda como está.
totals-contradict = Las cuentas no coinciden con lo que enviamos antes. No se envió nada. Pida a quien administra este sistema que lo revise.
totals-derivable = Con esto y con lo que ya enviamos se podrían deducir números pequeños. No se envió nada.
audit-totals-closed = { $who } cerró un período y envió nuestros totales a la otra organización.
audit-totals-closed-partner = La otra organización cerró un período y nos envió sus totales.
