# Tarjetas de seguridad con una palabra. Sobre nadie en particular.

cards-title = Tarjetas con una palabra
cards-lead = Cada sede tiene una palabra al mes, en cincuenta tarjetas o más. Quien llama puede decirla. Así sabemos que una tarjeta ayudó, pero no de quién era.
cards-none = Todavía no hay ningún lote.
cards-batches = Lotes
cards-word = Palabra
cards-where = Sede y mes
cards-count = Tarjetas
cards-print = Imprimir
cards-pdf = PDF
cards-pdf-of = PDF de las tarjetas con { $word }
cards-make-title = Un lote nuevo para este mes
cards-no-sites = Las tarjetas son para una sede. Agregue una primero.
cards-to-sites = Nuestros servicios y sedes
cards-site = Sede
cards-number = Cuántas tarjetas
cards-number-hint = { $least } o más, para que la palabra no sea de una sola persona.
cards-make = Crear el lote
cards-how-many = Elija una cantidad de 50 a 5,000 tarjetas.
cards-no-site = Elija una de sus sedes que esté abierta.
cards-batch-there = Esta sede ya tiene una palabra para este mes. Imprima más de las mismas tarjetas.
cards-no-word = Todas las palabras están en uso. Pregunte a quien administra este sistema.
cards-word-unknown = Ninguna tarjeta en uso tiene esta palabra. Pida que la repitan, o déjelo así.
cards-paper-title = Tarjetas para recortar
cards-foot = Imprima esto { $n } veces para tener { $cards } tarjetas. La segunda página está en inglés.
cards-text = { $line }
    Si llama, puede decir la palabra { $word }.
    Nos dice que una tarjeta de la clínica ayudó.
    No nos dice quién es usted.
card-words-title = Palabras de las tarjetas
card-words-lead = Si alguien que llama dice una palabra de una tarjeta, cuéntela aquí. No se guarda nada de la llamada.
card-words-field = La palabra
card-words-add = Contar
card-words-counted = Contada: { $word }.
card-words-back = Deshacer: { $word }
card-words-none = Todavía no hay tarjetas en uso.
card-words-open = Palabras en uso
card-words-heard = Veces
audit-cards-made = { $who } creó un lote de tarjetas de seguridad con una palabra.
audit-cards-made-partner = La otra organización creó un lote de tarjetas de seguridad con una palabra.
