# Lo que sostiene una alianza. Trata de dinero y trabajo, nunca de una persona.

sustain-title = Lo que sostiene la alianza
sustain-lead = Cuánto cuesta, quién paga hasta cuándo, y quién sigue cuando alguien se va.
sustain-form-lead = Las dos responsables lo ven y lo cambian.
sustain-dollars = En dólares, por ejemplo 1,250.00
sustain-cost = Costo del año que viene
sustain-covered = Pagado
sustain-gap = Todavía sin pagar
sustain-funds = Dinero
sustain-funds-none = Todavía no hay dinero anotado.
sustain-costs = Lo que cuesta
sustain-costs-none = Todavía no hay costos anotados.
sustain-training-hours = El personal de las dos partes pasó { $n } horas en capacitaciones en el último año.
sustain-policies = Lo que queremos que cambie
sustain-policies-none = Todavía no hay ningún deseo anotado.

fund-title = Dinero
fund-new = Agregar dinero
fund-source = De quién
fund-source-needed = Escriba quién lo da.
fund-amount = Cuánto en total
fund-amount-needed = Escriba una cantidad.
fund-ends = Último día
fund-ends-hint = Se avisa a las dos responsables 90 días antes.
fund-ends-needed = Elija el último día.
fund-pays-for = Qué paga
fund-span = { $from } a { $to }
fund-soon = Termina en 90 días o menos
fund-over = Terminó
fund-runs = En curso

cost-title = Costo
cost-new = Agregar un costo
cost-words = Para qué
cost-words-needed = Escriba para qué es.
cost-kind = Clase
cost-kind-needed = Elija una clase.
cost-amount = Cuánto
cost-per = Por cada
cost-per-needed = Elija cada cuánto llega.
cost-hours = Horas en un año
cost-hours-hint = Solo si es por hora. Si queda vacío en capacitaciones, se toman las horas del último año.
cost-yearly = { $amount } al año
cost-presence = Intercesora en el centro de salud

policy-title = Lo que queremos que cambie
policy-new = Agregar un deseo
policy-words = Qué debería cambiar
policy-words-hint = Por ejemplo: que el plan pague el tiempo con una intercesora.
policy-words-needed = Escriba qué debería cambiar.
policy-level = De quién es la regla
policy-state = Hasta dónde llegó

continuity-title = Cuando alguien se va o el dinero termina
continuity-lead = Escríbalo mientras todo va bien. Se lee cuando ya no.
continuity-none = Todavía no hay nada escrito.
continuity-write = Escribir el plan
continuity-people = Quién sigue cuando alguien se va
continuity-people-hint = Aquí sí van nombres del personal. Nombre a las suplentes de las dos partes.
continuity-first-week = Qué hacer en la primera semana
continuity-money = Qué sigue cuando el dinero termina, y qué no
continuity-papers = Dónde están los papeles
continuity-papers-hint = Acuerdos, llaves, listas. No lo que dicen.
continuity-looked-at = La última vez que lo vieron en conjunto
continuity-looked = Lo vieron en conjunto el { $day }

drill-title = Ensayo de relevo
drill-lead = Elija a alguien. Leerá qué queda sin nadie si se va. Nada cambia.
drill-who = Quién se va
drill-ask = Qué queda suelto
drill-nothing-changes = Es un ensayo. Nada cambió.
drill-of = Si se va esta persona
drill-next = Sigue
drill-nobody-next = todavía no hay nadie nombrado
drill-breaks = Qué queda suelto
drill-nothing = Nada queda suelto.
drill-liaison = Es el enlace: a quien la organización aliada llama primero.
drill-alternate = Es la suplente: a quien la organización aliada llama cuando el enlace no está.
drill-only-lead = Nadie más es responsable aquí.
drill-only-admin = Nadie más cuida aquí del personal.
drill-only-keys = Nadie más tiene las llaves de una parte de sus expedientes. Compártalas antes.
drill-only-sheet = Nadie más ha impreso una hoja de recuperación.
drill-referrals =
    { $n ->
        [one] Una referencia abierta necesita a otra persona.
       *[other] { $n } referencias abiertas necesitan a otra persona.
    }
drill-slots =
    { $n ->
        [one] Un turno de un servicio de salud necesita a otra intercesora.
       *[other] { $n } turnos de un servicio de salud necesitan a otra intercesora.
    }
drill-owned = De qué se encarga
drill-owned-none = Aquí nada está a su nombre.

end-open-title = De qué se encarga
end-open-owned =
    { $n ->
        [one] Una cosa del espacio en común está a su nombre.
       *[other] { $n } cosas del espacio en común están a su nombre.
    }
end-open-liaison = Es el enlace para { $org }. La suplente, { $next }, pasa a ser el enlace.
end-open-alternate = Es suplente para { $org }.
end-open-next-alternate = A quien elija abajo le toca la suplencia; si no elige a nadie, le toca a otra responsable. Las dos organizaciones se enteran en el momento.
end-open-no-alternate = Aquí no trabaja otra responsable para la suplencia. Nombre a alguien en “Alianza”. Las dos organizaciones se enteran en el momento.
end-open-referrals =
    { $n ->
        [one] Trabaja en una referencia abierta. Otra persona del equipo puede tomarla.
       *[other] Trabaja en { $n } referencias abiertas. Otras personas del equipo pueden tomarlas.
    }
end-open-kept = { $n ->
    [one] Un expediente está reservado a dos personas, y es la última de las dos. Después nadie podrá abrirlo. Pídale antes que deje verlo otra vez al equipo, o que nombre a alguien más. Con su código se puede dejar de compartir.
   *[other] { $n } expedientes están reservados a dos personas, y es la última de las dos. Después nadie podrá abrirlos. Pídale antes que deje verlos otra vez al equipo, o que nombre a alguien más. Con sus códigos se puede dejar de compartir.
}
end-open-kept-leads = Cuando ya no trabaje aquí ninguna de las dos, dos responsables pueden nombrar a otras: que ya lo eran para entonces y no cerraron el acceso de ninguna. Sin dos así, nadie puede abrirlo; por eso procure antes una segunda responsable.
end-open-slots =
    { $n ->
        [one] Toma un turno de un servicio de salud. Queda sin cubrir hasta que usted ponga a otra persona.
       *[other] Toma { $n } turnos de un servicio de salud. Quedan sin cubrir hasta que usted ponga a otra persona.
    }
end-hand-over = Quién sigue con lo que está a su nombre
end-hand-over-hint = Cambia en el mismo paso. Las dos organizaciones lo ven.
end-hand-over-nobody = Nadie todavía: queda a su nombre, marcado “ya no está”
not-a-successor = Elija a una responsable que trabaje aquí ahora.

watch-title = En sus alianzas
watch-lapsing =
    { $n ->
        [one] A una persona del equipo se le vence la capacitación en 60 días o menos.
       *[other] A { $n } personas del equipo se les vence la capacitación en 60 días o menos.
    }
watch-expiring =
    { $n ->
        [one] Un certificado vence en 60 días o menos.
       *[other] { $n } certificados vencen en 60 días o menos.
    }
watch-fund = Termina el dinero de { $source }

cost_kind-training = Tiempo en capacitaciones
cost_kind-space = Salas
cost_kind-supplies = Materiales
cost_kind-travel = Transporte
cost_kind-staff = Otro tiempo del personal
cost_kind-other = Otra cosa
cost_per-hour = Hora
cost_per-month = Mes
cost_per-year = Año
policy_level-own_rule = Una regla de una de las dos
policy_level-payer = Quien paga los servicios
policy_level-funder = Quien da fondos
policy_level-local = Ciudad o condado
policy_level-state = El estado
policy_state-wished = Deseado
policy_state-asked = Pedido
policy_state-under_way = Se está decidiendo
policy_state-reached = Logrado
policy_state-set_aside = Dejado por ahora
noun-fund = Dinero
noun-cost = Costo
noun-policy = Deseo
noun-continuity = Plan para cuando alguien se va
