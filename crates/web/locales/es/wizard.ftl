# Los ocho pasos de una autorización.

# Qué hacer con un paso
release-step-before = Responda primero los pasos anteriores.
release-nothing-ticked = Marque lo que se puede compartir. Si no es nada, no comparta nada.
release-recipient-needed = Elija una sola organización.
release-end-past = Ese día ya pasó. Elija un día que esté por venir.
release-end-too-long = Es más de lo que su organización permite. Elija un día anterior.
release-voice-needed = La persona está en otro lugar; firmen solo si usted le conoce la voz.
release-minor-not-alone = Una persona menor de esta edad no puede firmar sola aquí, según lo anotado para su estado. Puede firmar también una madre, un padre o un tutor que no le haga daño, o no se comparte nada.
release-parent-needed = Tiene que firmar también una madre, un padre o un tutor que no le haga daño. Escriba su nombre.
release-court-needed = Mire primero el papel de la corte. Si no lo hay, no comparta nada.
release-signature-needed = Falta la firma.
release-ended-meanwhile = El día que se leyó en voz alta ya pasó. Vuelva a “Hasta cuándo” y elija otra vez.
