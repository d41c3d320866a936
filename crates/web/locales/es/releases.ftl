# Autorizaciones: la lista, una de ellas, y firmar.

nav-releases = Autorizaciones
releases-title = Autorizaciones
releases-lead = Lo que las personas nos permiten compartir, y hasta cuándo. Arriba están las que terminan primero.
releases-empty = Ahora no hay ninguna autorización vigente. No se comparte nada.
releases-empty-action = Conectar a alguien con un centro de salud
releases-days-left = { $n ->
    [one] Queda 1 día
   *[other] Quedan { $n } días
}
releases-over = Terminó
releases-until = hasta el { $date }
releases-who = { $holder } → { $org }
releases-ends-soon = Termina pronto
releases-unsent-title = Firmada, espera a que usted la envíe
releases-unsent-hint = La persona ya firmó. Nada sale hasta que alguien de aquí lo envíe.
releases-unsent = Sin enviar
releases-unsent-to = A { $org }
releases-unsent-go-full = Seguir con la referencia { $code }
releases-open = Abrir
releases-open-full = Abrir la autorización { $code }
releases-stop-full = Dejar de compartir { $code }
releases-one-title = Autorización
releases-one-heading = Autorización de { $code }
releases-holder = La guarda
releases-recipient = Se comparte con
releases-purpose = Para qué
releases-what = Exactamente esto
releases-signed = Firmada
releases-signer = Firmó
releases-ends = Vale hasta el
releases-revoked = Retirada
releases-go-on = Seguir con la referencia
releases-to-referral = Abrir la referencia
releases-paper = Copia en papel

# Derechos y riesgos, leídos en voz alta e impresos
rights-choose = Usted decide qué compartimos. Puede decir que no y aun así recibir ayuda.
rights-only = Solo compartiremos: { $what } — con: { $org } — hasta el { $date }
rights-after = Lo que la otra oficina lea lo puede guardar en sus archivos, también cuando esto termine. Entonces sigue sus propias reglas. No podemos recuperarlo.
rights-seen = Otra persona podría verlo allí, o en el papel que usted se lleve a casa.
rights-change = Puede cambiar de opinión en cualquier momento. Dígalo a cualquier persona del equipo; basta con decirlo.
rights-sign = Firme solo si esto dice lo que usted quiere.

# Firmar
release-title = Autorización
release-seen-by = nuestro equipo. La otra organización ve solo lo que está marcado.
release-recipient = Compartir con esta única organización
release-one-only = Una organización por cada autorización.
release-host-reads = Quien aloja su servicio puede leer sus expedientes. Dígaselo a la persona sobreviviente.
release-purpose-referral = Para ponerle en contacto con esa organización, y nada más.
release-purpose-feedback = Para responderle a esa organización sobre esta referencia, y nada más.
release-elements = Lo que se puede compartir
release-elements-hint = Nada estaba marcado de antemano: cada marca es decisión de la persona. “Que pide que le pongan en contacto” hace falta para una referencia; todo lo demás se elige.
release-part2 = También acepta por escrito compartir sobre alcohol o drogas
release-part2-hint = Hace falta solo si está marcado “Sobre alcohol o drogas”. Lo pide la ley federal (42 CFR Parte 2): qué se comparte, con quién, para qué y hasta cuándo está en esta autorización; puede retirarlo en cualquier momento; un aviso lo acompaña.
release-preview = Esto es lo que podrán ver:
release-preview-nothing = nada todavía
release-attendance-hint = Que alguien tomó la referencia, que se pusieron en contacto, que terminó. Nunca por qué, ni nada de lo que se habló.
release-messages-hint = Mensajes: hasta que termine la autorización, nuestro equipo puede escribirle al otro sobre esta persona. Un mensaje dice por sí solo que la persona está en contacto con nuestro equipo. Para que allá también puedan escribir, la persona firma otra autorización con ese equipo.
release-ends = Termina por sí sola
release-ends-hint = Cada una termina cuando acaba ese día. Más corta es más segura. Siempre se puede firmar otra.
release-this-visit = Esta visita, hasta el { $date }
release-days = { $n } días, hasta el { $date }
release-read-aloud = Léalo en voz alta, al ritmo de la persona.
release-in-this-language = Leerlo en español
release-signer = Quién firma
release-not-abuser = Quien firma no le hace daño a la persona sobreviviente, ni a sus hijos, ni a su madre o su padre
release-method = Cómo
release-method-hint = Dibujar necesita esta pantalla; con teclado y en papel funciona en todas partes.
release-pad = Firme aquí con el dedo, un lápiz o el ratón. Para firmar sin dibujar, elija “Escrita con el teclado” o “En papel”.
release-pad-clear = Borrar el dibujo
release-signed-name = Nombre con el que firma
release-signed-name-hint = Hace falta si se escribe con el teclado. Puede ser el nombre que usa aquí.
release-paper-place = Dónde se guarda el papel firmado
release-paper-place-hint = Hace falta si es en papel.
release-where = ¿Dónde está la persona?
release-witness = Testigo: { $name }. Al firmar usted dice que estuvo presente o le escuchó, y que leyó los derechos en voz alta.
release-copy = ¿Quiere una copia?
release-copy-code = Con papel o sin él, diga este código en voz alta: { $code }. Con él la persona puede dejar de compartir por teléfono. No dice quién es.
release-copy-hint = Otra persona puede encontrar el papel. Pregunte primero.
release-request-needed = Marque “Que pide que le pongan en contacto”. Sin eso no se puede enviar nada.
release-plan-needed = Un número solo puede ir junto con la forma segura de usarlo. Marque también “Cómo contactarle de forma segura”.
release-informed-needed = Lea en voz alta los riesgos y los derechos; después diga en qué idioma.
release-not-abuser-needed = Compruebe quién firma y después marque esto. Si tiene dudas, no comparta nada.
release-part2-needed = Hablen aparte sobre alcohol y drogas y después marque esto, o quite “Sobre alcohol o drogas”.
release-drawing-needed = Dibuje la firma, o elija otra forma.
release-name-needed = Escriba el nombre con el que firma.
release-signer-needed = Diga quién firma.
release-where-needed = Diga dónde está la persona.
release-method-needed = Diga cómo se firma.
release-place-needed = Diga dónde se guarda el papel firmado.

# Se añade a lo que se lee en voz alta
rights-after-death = Usted también dijo: si muero, esto puede servir para revisar cómo morí.
release-purpose-care = Para planear junto con esa organización, y nada más.
releases-to-start = Volver a las que terminan primero
releases-later = Las que terminan después
