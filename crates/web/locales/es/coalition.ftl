# Lo que las organizaciones informan a una coalición o asociación de atención primaria, y lo que esta lee. No trata de nadie.

nav-coalition = Logros
nav-affiliations = Organizaciones
coalition-title = Logros de muchas alianzas
coalition-lead = { $connected ->
    [0] Todavía no hay ninguna organización conectada.
    [one] Hay 1 organización conectada. { $telling ->
        [0] No informa sus trimestres cerrados.
       *[other] Informa sus trimestres cerrados.
    }
   *[other] Hay { $connected } organizaciones conectadas. { $telling ->
        [0] Ninguna de ellas informa sus trimestres cerrados.
        [one] 1 de ellas informa sus trimestres cerrados.
       *[other] { $telling } de ellas informan sus trimestres cerrados.
    }
} Aquí se leen sumas de lo que informaron, nunca el número de una sola, y nada sobre ninguna persona.
coalition-none = Todavía no se ha sumado ningún trimestre.
coalition-unsummed = Este periodo no está sumado.
coalition-to-advocates = De los centros de salud a las intercesoras
coalition-to-clinics = De las intercesoras a los centros de salud
coalition-said = { $period }. { $way }. { $numbers }.
coalition-told = { $told ->
    [one] Ha informado
   *[other] Han informado
} { $told } de { $connected ->
    [one] 1 organización.
   *[other] { $connected } organizaciones.
}
coalition-have-told = Informaron
coalition-have-not = Todavía no
coalition-year = Este año se suma de sus cuatro trimestres como se mostraron. Las organizaciones son las del trimestre con menos.
coalition-organizations = Organizaciones
coalition-hidden = { $n ->
    [0] Aquí no se oculta ningún número.
    [one] Aquí se oculta 1 número.
   *[other] Aquí se ocultan { $n } números.
} Dice “no se muestra” donde mostraron un número menos de dos organizaciones, o sobre menos de dos aliadas, donde una podría calcular el número de otra, donde la suma está tan cerca de lo mínimo que cada una muestra que revela el número de cada una, o donde el ruido dejó de 1 a 10. También puede ocultarse una suma grande. La línea que nadie informó no aparece. Cada organización ocultó antes los números pequeños; no están en ninguna suma. Cada número es de quienes lo informaron, así que ninguno es parte de otro.
coalition-noise = Ruido
coalition-noise-of-none = No se agregó.
coalition-paper = Lo mismo como papel para imprimir (PDF)
coalition-paper-lead = Sumas de lo que las organizaciones informaron de las referencias entre centros de salud e intercesoras. Cada suma es de dos organizaciones o más. Ningún número es de una sola organización ni de una persona.
coalition-noise-of = Cada número se movió al azar, hacia arriba o hacia abajo (épsilon { $each } cada uno). Este periodo puede gastar { $allowed } y ha gastado { $spent }; quedan { $left }. Cuanto más pequeño es épsilon, más se mueve un número. Se sacó una vez y no se saca de nuevo.
coalition-noise-of-year = Los números de al menos un trimestre se movieron al azar. Vea ese trimestre.
coalition-noise-none = Ninguno
coalition-noise-some = Con un presupuesto de { $budget }
coalition-noise-hint = Los números se mueven al azar, para que una referencia más o menos apenas se note. Un presupuesto más pequeño los mueve más. Lo que se elige queda con el trimestre y no se puede cambiar.
coalition-ready-title = Trimestres por sumar
coalition-ready-lead = Espere a que la mayoría informe: un trimestre se suma una vez. Lo que llegue después se nombra aquí y no se suma.
coalition-sum = Sumar { $period }
coalition-sum-once = Se hace una sola vez. Entonces se borra lo que dice cada informe; solo quedan las sumas.
coalition-refused-title = Lo que no sumamos
coalition-somebody = una organización
coalition-why-other-length = No es un trimestre. Sumamos trimestres.
coalition-why-late = { $org } informó esto después de sumar el trimestre. No se suma: dos sumas serían distintas solo por eso.
coalition-why-other-sides = { $org } nombró otras partes para esta alianza que las demás. Llame a la organización.
coalition-why-ended = { $org } informó esto por una conexión que ya terminó. No se suma.
roll-up-not-over = Este trimestre todavía no termina. No se sumó nada.
roll-up-before = Este trimestre ya se sumó. Eso se queda como está.
roll-up-other-length = Solo se suman trimestres.
roll-up-nothing-told = Nadie ha informado este trimestre, o ninguna firma es válida. No se sumó nada.
roll-up-other-reports = Un informe de este trimestre no corresponde aquí. No se sumó nada. Pida a quien cuida este sistema que lo revise.
roll-up-overspent = No se sumó nada: gastaría más de lo que este trimestre puede.
roll-up-no-budget = Elija una de las respuestas sobre el ruido.
roll-up-came-meanwhile = Acaba de llegar otro informe, o se fue una organización. Mire de nuevo y después sume.
roll-up-words-first = Una organización que informa tiene seis palabras sin comparar, o cambió su clave. No se sumó nada. Compare primero las palabras en “Organizaciones”. Si no se pueden comparar, termine la conexión o espere: el trimestre se puede sumar 30 días después de que esa organización empezó a informar, y lo que informó llega entonces tarde.
coalition-words-wait = Algo espera hasta que se comparen seis palabras. Vea “Organizaciones”.
coalition-too-old = Las coaliciones suman los últimos ocho trimestres. No se mandó nada.

affiliations-title = Coaliciones
affiliations-lead = Una coalición estatal o una asociación de atención primaria puede leer sumas de lo que informan muchas organizaciones. Su organización decide por sí misma si informa, y puede dejar de hacerlo cuando quiera.
affiliations-none = No hay conexión con ninguna coalición. Si una le da un código, escríbalo aquí.
affiliations-title-coalition = Organizaciones
affiliations-lead-coalition = Quién está conectada con nosotras. Cada una decide por sí misma si nos informa sus trimestres cerrados.
affiliations-none-coalition = Todavía no hay ninguna organización conectada. Haga un código y déselo a una por teléfono.
affiliation-tells = Informa trimestres cerrados
affiliation-tells-not = No informa nada
affiliation-confirmed = Ya comparamos sus seis palabras.
affiliation-not-confirmed = Todavía no comparamos sus seis palabras.
affiliation-key-changed = La clave de { $org } cambió desde que comparamos las palabras. No se informa ni se suma nada hasta que usted compare otra vez las seis palabras por teléfono.
affiliation-confirmed-there = { $org } ya comparó las nuestras.
affiliation-not-confirmed-there = { $org } todavía no ha comparado las nuestras.
affiliation-since = Los trimestres cerrados se informan desde el { $day }.
affiliation-what-is-told = Qué se informa
affiliation-code-title = Conectar una organización
affiliation-code-lead = Usted recibe un código. Déselo por teléfono a una persona responsable de la organización. Se puede usar una vez.
affiliation-name = Para quién es el código
affiliation-name-needed = Escriba el nombre de la organización.
affiliation-code-button = Hacer un código
affiliation-step-type = Lo escriben en “Coaliciones”.
affiliation-step-words = Después cada una le lee en voz alta sus seis palabras a la otra.
affiliation-tell-head = Informar a { $org } nuestros trimestres cerrados
affiliation-tell-not-yet = Ahora no se informa nada.
affiliation-goes = Esto se informa
affiliation-goes-report = El informe que recibe nuestra organización aliada cuando cerramos un trimestre: las mismas líneas, protegidas y firmadas.
affiliation-goes-sides = De qué dos organizaciones se trata, por número y clave.
affiliation-goes-quarters = Los trimestres que cerremos desde ahora. Los anteriores solo si usted los elige uno por uno. Un trimestre va a una sola coalición.
affiliation-stays = Esto no se informa
affiliation-stays-people = Nada sobre una persona. A una coalición no se puede mandar ninguna referencia, nota, nombre ni mensaje.
affiliation-stays-small = Los números pequeños, y los que dejarían ver uno pequeño. Allá también dicen “pocas” o “no se muestra”.
affiliation-stays-exact = Nuestros propios números exactos.
affiliation-there = Qué pasa con eso
affiliation-there-text = { $org } lo suma con lo que otras informaron, y muestra sumas de dos o más organizaciones y aliadas. Lo que dice nuestro informe se borra allá cuando se suma el trimestre. Puede dejar de informar cuando quiera; lo informado queda informado.
affiliation-periods = Nuestros trimestres cerrados
affiliation-periods-none = Todavía no hemos cerrado ningún trimestre.
affiliation-not-told = No se ha informado.
affiliation-told-elsewhere = Se informó a otra coalición. Un trimestre va a una sola.
affiliation-tell-period = Informar { $period }
affiliation-stop-text = Si deja de informar, no se informa nada más, y lo que está en camino no llega.
affiliation-stop = Dejar de informar
affiliation-begin = Informar a { $org } desde ahora
affiliation-ended-there = { $org } terminó esta conexión. Ya no pasa nada por ella. Termínela aquí también.
affiliation-end = Terminar esta conexión
affiliation-end-head = Terminar la conexión con { $org }
affiliation-end-lead = Lea esto primero. El fin no se puede deshacer.
affiliation-end-over = Esto se termina
affiliation-end-nothing = No se le informa nada más a { $org }. Lo que está en camino no llega.
affiliation-end-nothing-here = No se suma nada más de lo que informe { $org }. Lo que está en camino no llega aquí.
affiliation-end-deleted = Lo que informamos a { $org } y todavía no ha sumado se borra allá. No entra en ninguna suma, y no se puede informar otra vez.
affiliation-end-deleted-here = Lo que { $org } nos informó y todavía no hemos sumado se borra. No entra en ninguna suma, y no se puede informar otra vez.
affiliation-end-told = Se le avisa a { $org } que la terminamos, y cuándo. No damos ningún motivo.
affiliation-end-stays = Esto se queda
affiliation-end-sums = Las sumas ya hechas se quedan como están, con lo que se informó para ellas. Se publicaron, y lo publicado no se puede retirar.
affiliation-end-later = Las sumas que sigan se hacen con quienes quedan. Cada número necesita todavía dos organizaciones y dos aliadas, así que puede haber más que digan “no se muestra”.
affiliation-end-again = Para conectarse otra vez
affiliation-end-again-text = Hace falta un código nuevo, y comparar de nuevo seis palabras. Un código que ya se usó no se puede usar otra vez.
affiliations-ended = Conexiones que terminaron
affiliation-ended-us = { $org }: la terminamos el { $day }.
affiliation-ended-them = { $org }: la terminaron ellos el { $day }.
notice-affiliation-joined = Una organización se conectó con nosotras. Compare con ella las seis palabras: hasta entonces no se puede sumar nada de lo que informe.
notice-affiliation-ended = Terminó una conexión con una coalición. No se le informa nada más. Vea “Coaliciones”.
coalition-notice-ended = Terminó una conexión con una organización. No se suma nada más de ella. Vea “Organizaciones”.
notice-quarter-summed = Se sumó un trimestre. Sus números están en esta página.
notice-affiliation-end-not-delivered = No pudimos avisar a la otra parte que terminó una conexión. De todos modos no pasa nada por ella. Llámeles.
affiliation-not-between = Una conexión es entre una organización y una coalición.
affiliation-exists = Ya hay una conexión.
coalition-words-first = Compare primero las seis palabras.
coalition-tells-already = Ya se informa a una coalición. Primero deje de hacerlo: un trimestre va a una sola coalición.
coalition-none-told = Ahora no se informa a ninguna coalición, o hay que comparar otra vez sus seis palabras. No se mandó nada.
coalition-other-length = A una coalición solo se le informan trimestres.
coalition-told-before = Este trimestre ya se informó, o está en camino. No se mandó nada.
notice-coalition-not-delivered = Un trimestre que informamos a una coalición no llegó. Mándelo otra vez en “Coaliciones”.
organization-affiliations = Qué coalición puede leer nuestros trimestres cerrados en sus sumas.
roles-not-here = Nadie tiene esta función en una organización de este tipo.
audit-affiliation-changed = { $who } cambió una conexión con una coalición, o de la coalición con una organización.
audit-affiliation-ended = { $who } terminó una conexión con una coalición, o de la coalición con una organización.
audit-affiliation-ended-them = La otra parte terminó una conexión con una coalición, o de la coalición con una organización.
audit-coalition-told = { $who } informó un trimestre cerrado a una coalición.
audit-coalition-took = Una organización nos informó un trimestre cerrado.
audit-coalition-refused = Lo que una organización nos informó no se sumó.
audit-period-summed = { $who } sumó un trimestre de lo que informaron las organizaciones.
