# Lo que vino junto según 42 CFR parte 2, y lo que pide más cuidado.

part2-title = Expediente sobre alcohol o drogas
part2-notice-short = 42 CFR part 2 prohibits unauthorized use or disclosure of these records.
part2-means = La ley prohíbe usar o dar a conocer este expediente sin permiso. Úselo solo como dice el consentimiento de abajo. No lo pase a nadie ni lo use contra la persona, a menos que la persona o esta ley lo permita.
part2-means-short = Úselo solo como dice el consentimiento y no lo pase a nadie.
part2-copy-title = Copia del consentimiento
part2-discloser = Quién lo comparte
part2-recipient = Quién lo puede tener
part2-what = Qué abarca
part2-purpose = Para qué
part2-signed = Firmado
part2-until = Vale hasta el
part2-sensitive = Parte de esto es muy privado. Pregunte a la persona antes de que llegue a un portal, una factura, una carta o un resumen de la visita.
