# Los pasos del camino: quién, cuándo, qué lo muestra y qué lo mantiene. Nada aquí trata de una persona.

together-owner-missing = No hay nadie a cargo.
together-name-one = Nombrar a alguien
together-set-one = Fijar una
together-when = Próxima fecha
together-shown-by = Qué lo muestra
together-next-planned = { $day } ({ $what })
together-next-review = volver a leer el convenio
together-next-ends = termina el convenio
together-next-look = ver los totales en común
together-shows-held = { $what }: la última vez el { $day }
together-shows-runs = Horas semanales desde el { $day }
together-shows-in-force = Vigente hasta el { $day }
together-shows-live = Los dos procedimientos están vigentes.
together-shows-looked = Se vieron en común los totales hasta el { $day }.
together-shows-plans = El personal de las dos planea con { $least } personas o más.
together-shows-continuity = El plan de continuidad está escrito.
together-looked = Los vimos en común
together-looked-to = Totales vistos en común hasta el
together-look-by = Fecha límite: { $day }.
overdue-not-looked = Ver en común los totales del { $from } al { $to }

roadmap-keep-leadership = Sigan reuniéndose. Antes de terminar, fijen la próxima fecha y repasen lo que queda por hacer.
roadmap-keep-cross-training = Repitan la capacitación antes de un año y capaciten a quien llega en los primeros 60 días.
roadmap-keep-procedure = Pregunten al personal de las dos dónde se traba y cambien ese paso.
roadmap-keep-mou = Léanlo en la fecha de revisión. Para cambiar una cláusula: cámbienla, acuérdenla y vuelvan a firmar.
roadmap-keep-coordinated-care = Pregunten de vez en cuando al personal qué ayuda a planear con una persona y pónganlo en el procedimiento.
roadmap-keep-health-celebration = Planeen ya la próxima y pregunten a quienes vinieron qué les gustaría.
roadmap-keep-track-successes = Vean en común los totales de cada período y decidan una cosa que cambiar.
roadmap-keep-visiting-provider = Planeen la próxima visita y vean si el horario y la sala todavía sirven.
roadmap-keep-advocacy-health = Planeen las próximas horas y renueven los certificados antes de que venzan.
roadmap-keep-mobile = Planeen las próximas paradas y dejen las que nadie usa.
roadmap-keep-co-located = Revisen las horas, la sala y el dinero, y nombren a quien la reemplace.
roadmap-keep-sustainability = Revisen el dinero y las personas dos veces al año. Pregunten qué pasa si alguien de ustedes se va.

procedure-script-other = Qué decir, en el otro idioma
procedure-script-other-hint = La hoja para imprimir muestra las palabras del idioma en que se lee.
drill-to-liaisons = Nombrar a quien responde
drill-to-keys = Compartir las llaves

closed-days-title = Días en que ustedes cierran
closed-days-lead = Además de los feriados federales. No cuentan como días hábiles, sus aliadas los leen, y las horas de una intercesora en el centro de salud se suspenden.
closed-days-to-come = Próximos
closed-days-none = No hay ninguno.
closed-days-from = Primer día
closed-days-to = Último día
closed-days-add = Agregar
closed-days-open = Sí abrimos
closed-days-needed = Elija el primer día.
closed-days-order = El último día es anterior al primero.
closed-days-far = Elija días de hoy en adelante, dentro de dos años.
closed-days-too-many = Son demasiados días. Agregue hasta 31 a la vez y 120 en total.
closed-days-of = { $org } no abre
closed-days-list = Días de cierre
