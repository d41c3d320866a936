# Lo que una persona nos pide (45 CFR 164.522). Nunca por qué.

wishes-title = Lo que nos pidió
wishes-none = Nada más que el plan y la autorización.
wishes-household = El padre o la madre, la pareja o quien tiene el seguro puede leer los portales, las cartas y los estados de cuenta. No ponga nada ahí si la persona no lo pidió. Nada de aquí va al expediente de un hijo ni de nadie más.
wishes-change = Anotar lo que pide
wishes-legend = La persona pide esto
wishes-hint = No pregunte por qué. No necesita ninguna razón, y no se guarda ninguna.
wishes-save = Guardar lo que pide
wishes-saved = Guardado. Queda anotado aquí desde ahora.
wish-plan_only = Contactarle solo como dice el plan, y en ningún otro lugar
wish-not_to_payer = No decir nada a su plan de salud
wish-only_partner = Recordatorio para nosotros: no decir nada a nadie más que a la organización de esta página
wish-nobody = No decir nada más a nadie
wishes-payer = Desde aquí no va nada a un plan de salud. Es un recordatorio para quien factura: pregunte a la persona antes de mandar un cobro o un estado de cuenta.
wishes-only-partner = Desde este expediente solo se envía a esa organización, con o sin esto. Es un recordatorio para quien llama, escribe o habla: no decir nada a nadie más.
wishes-unsure = Se puso una copia anterior de este expediente.
wishes-unsure-text = Puede faltar lo último que pidió. No se envía nada ni se informa a nadie hasta que le pregunte, marque lo que diga ahora y guarde.
