# Quién puede verlo aquí dentro: expedientes para dos, y accesos por los que hay que preguntar.

restrict-title = Dejarlo solo para dos personas
restrict-text = Solo usted y otra persona del equipo verán este expediente. Desaparece enseguida de las listas de las demás.
restrict-is = Solo { $names } pueden ver este expediente.
restrict-consequence = Después, solo ustedes dos pueden abrir o cambiar esto. Quien esté de turno todavía puede dejar de compartir con su código, sin verlo. Quien opera este servicio todavía puede llegar a lo guardado.
restrict-with = La otra persona
restrict-button = Dejarlo para estas dos personas
restrict-lift = Que el equipo lo vea otra vez
restrict-hidden = Esa persona del equipo nunca debe ver este expediente. Elija a otra.
restrict-worked-on = Una tercera persona trabaja en esto. Tiene que ser una de las dos, o dejarlo antes.
restrict-saved = Guardado. Nadie más puede ver este expediente.
restrict-lifted = Guardado. El equipo puede ver este expediente otra vez.
restrict-and = { $one } y { $other }
hide-at-start = Alguien de aquí nunca debe ver esto
hide-at-start-hint = El expediente queda oculto para esa persona antes de crearse. Pregunte si conoce a alguien que trabaja aquí.
odd-title = Accesos por los que hay que preguntar
odd-lead = Los últimos 30 días. Cada línea es una pregunta, no una falta.
odd-empty = No hay nada que preguntar.
odd-about = Las líneas no nombran ningún expediente ni a ninguna persona atendida. No se cuentan los expedientes ocultos para usted.
odd-not-theirs = { $n ->
    [one] { $who } abrió un expediente una vez.
   *[other] { $who } abrió expedientes { $n } veces.
}
odd-after-hours = { $n ->
    [one] { $who } abrió un expediente una vez fuera de horario.
   *[other] { $who } abrió expedientes { $n } veces fuera de horario.
}
odd-many-reveals = { $who } vio { $n } partes ocultas en un día.
odd-many-records = { $who } abrió { $n } expedientes en un día.
odd-last = Última vez: { $at }
odd_rule-not_theirs = Regla: en el expediente trabaja otra persona del equipo, y quien lo abrió nunca ha trabajado en él.
odd_rule-after_hours = Regla: antes de las 7:00, después de las 20:00 o en fin de semana, y no se hizo nada con él.
odd_rule-many_reveals = Regla: más de 20 en un día.
odd_rule-many_records = Regla: más de 60 expedientes en un día.
restrict-seen-by = solo { $names }. Cada vez que se abre queda anotado.
restrict-release-lead = Autorización { $code }, y la referencia que puede seguir. Solo usted y otra persona del equipo las verán.
restrict-release-consequence = Vale enseguida, también para el formulario firmado, y sigue cuando se envía la referencia. Quien esté de turno todavía puede dejar de compartir con su código, sin verla.

# Two leads name two people anew
anew-title = Expedientes cuyas dos personas ya no trabajan aquí
anew-lead = Eran solo para dos personas, y ninguna trabaja ya aquí. Nadie puede abrirlos. Dos responsables dicen quién los ve de ahora en adelante: una lo pide y otra lo confirma. A ninguna se le nombra. Las dos ya eran responsables antes, y no cerraron el acceso de quienes se fueron.
anew-link = Expedientes cuyas dos personas ya no trabajan aquí
anew-seen-by = las responsables. La página muestra un código y nombres del equipo, y nada del expediente.
anew-empty = No hay ninguno.
anew-record = Expediente { $code }
anew-was = Solo para { $two } desde { $at }. Ninguna de las dos trabaja ya aquí.
anew-asked-line = { $by } pide que de ahora en adelante lo vean { $two } ({ $at }).
anew-waits = Otra responsable tiene que confirmarlo en siete días.
anew-confirm = Confirmar
anew-confirm-hint = Pregunte a su colega por qué estas dos personas. Desde entonces solo ellas ven el expediente, y a las dos se les avisa.
anew-drop = No hacerlo
anew-which = ¿Qué expediente?
anew-one = Una persona
anew-other = La otra persona
anew-effect = Nada cambia hasta que otra responsable lo confirme. Lo que usted pide y lo que se confirma queda anotado. Con esto usted no ve nada del expediente.
anew-ask = Pedirlo a otra responsable
anew-record-needed = Elija un expediente.
anew-person-needed = Elija quién lo ve de ahora en adelante.
anew-same = Elija dos personas distintas.
anew-asked = Alguien del equipo ya pidió algo sobre este expediente. Mire lo que hay ahora.
anew-yourself = Esto lo pidió usted. Otra responsable tiene que confirmarlo.
anew-asked-by-you = Usted ya pidió algo sobre este expediente. Mire lo que hay ahora.
anew-not-named = Usted no puede ser una de las dos personas. A quien pide o confirma no se le nombra.
anew-no-word = Usted cerró el acceso de una de las dos personas, o es responsable desde después de que ambas se fueron. Por eso lo deciden otras responsables.
anew-no-second = Hacen falta dos responsables a quienes no se nombra. Ya eran responsables antes de que se fuera la segunda persona, y no cerraron el acceso de ninguna. Aquí no hay dos, así que el expediente queda cerrado.
anew-not-you = Usted no puede confirmarlo: usted o quien lo pidió está entre las dos personas nombradas, cerró el acceso de una de las que se fueron, o es responsable desde después.
notice-anew-asked = Una responsable pidió que dos personas vean un expediente cuyas dos personas ya no trabajan aquí. Las responsables lo encuentran en Equipo; quien administra pregunta a una responsable.
anew-gone = Este expediente ya no está entre estos. Mientras tanto se nombró a dos personas, o volvió una de las dos. No se cambió nada.
anew-changed = Esto ya no es lo que se pidió. Mire lo que hay ahora.
notice-kept-to-you = Dos responsables dieron su nombre y el de alguien más del equipo: ahora solo ustedes dos ven este expediente.
