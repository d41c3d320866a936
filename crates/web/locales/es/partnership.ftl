# La alianza, como la cuida una persona responsable.

partnership-title = Enlaces y llaves
partnership-lead = Quién contesta de cada lado y si se pueden mandar referencias.
partnership-none = Todavía no hay ninguna alianza. Quien cuida este servicio la inicia con las dos organizaciones.
partnership-nothing-sent = Ahora no se puede mandar nada.
partnership-open = Abierta. Se pueden mandar referencias en los dos sentidos.
partnership-why-paused = La alianza está en pausa. Lo que ya llegó se puede seguir atendiendo.
partnership-why-our-liaisons = Todavía no nombramos un enlace y su suplente.
partnership-why-their-liaisons = La organización aliada todavía no nombró su enlace y su suplente. Llame y pregunte.
partnership-why-words = No se han comparado las seis palabras, o cambió una llave. Compárenlas por teléfono.
partnership-why-their-words = Nuestra parte está lista. Falta que la organización aliada compare las seis palabras. Llame y háganlo juntos.
partnership-resume = Reanudar
partnership-name-liaisons = Nombrar nuestros enlaces
partnership-compare = Comparar las seis palabras
partnership-words-confirmed = Ver las seis palabras
partnership-call = Llamar al { $phone }
partnership-pause = Poner en pausa
partnership-liaison = Enlace, a quien se llama primero
partnership-alternate = Suplente, cuando el enlace no está
partnership-nobody = Nadie todavía
partnership-change-liaisons = Cambiar nuestros enlaces
partnership-change-liaisons-full = Cambiar nuestros enlaces con { $org }
partnership-phone = Teléfono
partnership-hotline = Línea de ayuda
partnership-promise = Contesta en
partnership-vault = Quién guarda sus llaves

liaisons-title = Nuestros enlaces
liaisons-head = Nuestros enlaces con { $org }
liaisons-lead = Dos personas, para que siempre haya quien conteste. La organización aliada ve los dos nombres.
liaisons-liaison-hint = Recibe la llamada cuando una referencia espera demasiado.
liaisons-alternate-hint = Recibe la llamada cuando el enlace no contesta.
liaisons-save = Guardar los enlaces

words-title = Comparar las seis palabras
words-lead = Así sabe que lo que usted sella solo puede abrirlo esta organización y nadie más.
words-done = Ya comparamos estas palabras.
words-step-call = Llame a una persona responsable de { $org }, a un número que ya conozca o a su teléfono público:
words-step-read = Léale nuestras palabras. Esa persona las compara.
words-step-hear = Pídale que le lea las suyas. Usted las compara.
words-of = Palabras de { $org }
words-differ = Si una sola palabra es distinta, no siga. No se manda nada hasta que coincidan. Avise a quien cuida este servicio.
words-agree = Nos las leímos y las doce coinciden
words-read-first = Léanse primero las palabras y después marque la casilla.
words-button = Las palabras coinciden

pause-title = Poner la alianza en pausa
pause-head = ¿Poner en pausa la alianza con { $org }?
pause-lead = Por ejemplo, si nadie puede contestar unos días o si algo anda mal.
pause-sending = Desde ahora ningún lado manda referencias ni noticias nuevas. Lo que estaba por salir espera y no se pierde.
pause-working = Lo que ya llegó se puede abrir y atender.
pause-stop-sharing = Si una persona deja de compartir, ese aviso cruza igual, enseguida.
pause-back = La puede reanudar una persona responsable de cualquiera de los dos lados. Entonces sale lo que esperaba.
pause-button = Poner en pausa ahora

partnership-vault-members = Solo su propio equipo puede abrir sus expedientes
partnership-vault-server = Quien maneja su computadora puede leer sus expedientes
liaisons-liaison-needed = Elija un enlace.
liaisons-alternate-needed = Elija un suplente.

# Inviting a partner.
partner-find = Buscar una organización en el directorio
partner-invite-title = Invitar a una organización
partner-invite-lead = Recibe un código para dárselo por teléfono. No se envía nada y nadie lo sabe hasta que usted lo diga.
partner-invite-call = Llame:
partner-say-title = Qué podría decir
partner-say-text = “Llamo de { $ours }. Nos gustaría hablar de una alianza, para que las personas puedan ir de nuestra organización a la suya, y al revés, con alguien que las acompañe. ¿Podemos reunirnos?”
partner-invite-open = Ya hay un código abierto para esta organización. Véalo aquí:
partner-invite-button = Crear un código
partner-not-theirs = Una alianza es entre un centro de salud y una organización de intercesoras. Elija una del otro tipo.
partner-invited-already = Ya se creó un código desde esta página. Se muestra una sola vez.
partner-invited-head = Un código para { $name }
partner-invited-lead = Se muestra una sola vez. Anótelo.
partner-step-give = Déselo por teléfono o en papel a quien dirige allí.
partner-step-set-up = Si todavía no usan este programa, quien opera el sistema los da de alta primero.
partner-step-type = Quien dirige allí lo escribe en Alianza. Después ambas partes nombran enlaces y comparan sus palabras.
partner-accept-title = Usar el código de una organización
partner-accept-lead = Quien dirige otra organización le dio un código. Escríbalo para comenzar la alianza.
partner-code = Código
partner-code-hint = Cinco grupos de letras y números.
partner-code-needed = Escriba el código.
partner-code-unknown = Este código no funciona. Puede ser antiguo o estar usado. Pida uno nuevo.
partner-accept-button = Comenzar la alianza
partner-open = Códigos que usted dio
partner-open-none = Ninguno está abierto.
partner-open-until = Se puede usar hasta el { $day }
partner-take-back = Retirarlo
