# The directory for everybody.

find-title = Servicios cerca de usted
find-lead = Encuentre con quién hablar o una clínica. Es gratis. Aquí no da su nombre.
find-near = Código postal o ciudad
find-near-hint = Por ejemplo 60614, o “Springfield, IL”.
find-near-needed = Escriba un código postal, o una ciudad y su estado.
find-what = ¿Qué necesita?
find-what-any = Todo lo que esté cerca
find-what-advocacy = Alguien con quien hablar de su seguridad en casa o con su pareja
find-what-clinic = Una clínica
find-uninsured = No tengo seguro médico
find-no-insurance-needed = No necesita seguro
find-nothing = No se encontró nada cerca de ahí. Llame a una de las líneas de abajo. Saben quién puede ayudar cerca de usted.
find-found-state = Programas en { $state }
find-found-county = Ayuda en { $county }
find-withheld = Para cuidar a las personas, la dirección no se muestra. Llame y pregunte dónde pueden verse.
find-call-health-center = Cuando llame: diga que quiere una cita. Le preguntan cómo llamarle. Puede preguntar cuánto cuesta y quién habla su idioma.
find-call-advocacy = Cuando llame: una intercesora escucha y responde preguntas. No tiene que dar su nombre ni decidir nada.
find-call-coalition = Cuando llame: le dicen qué programa está cerca de usted.
find-call-other = Cuando llame: pregunte quién puede ayudar, cuándo abren y cuánto cuesta.
find-by-state = Buscar por estado
find-choose-state = Elija un estado
find-choose-county = Elija un condado
