# La hoja de recuperación y cómo entrar con ella.

recovery-title = Su hoja de recuperación
recovery-lead = Abre sus llaves cuando ya no tiene la contraseña. Nadie puede volver a dársela.
recovery-first = Imprímala ahora, o cópiela a mano. Después escriba cuatro de sus grupos. Con eso ya puede empezar a trabajar.
recovery-again = Esta hoja es nueva. La anterior sirve hasta que escriba cuatro grupos de esta. Después, destruya la anterior.
recovery-of = Hoja de recuperación de { $name }
recovery-keep = Guárdela donde solo usted pueda alcanzarla. Quien la tenga puede abrir sus llaves.
recovery-opens = Para usarla, elija “Usar mi hoja de recuperación” donde inicia sesión.
recovery-print = Solo en papel. No le tome fotos ni se la mande a nadie.
recovery-type = Escriba cuatro de sus grupos
recovery-type-text = Léalos del papel, para saber que se entiende. Da igual si usa minúsculas o mayúsculas. Si vuelve a abrir esta página, saldrá otra hoja.
recovery-group = Grupo { $n }
recovery-button = Ya está en papel y bien guardada
recovery-too-late = La página estuvo abierta demasiado tiempo y esa hoja no vale. Aquí tiene una nueva. Destruya la primera.

recover-link = Usar mi hoja de recuperación
recover-title = Usar su hoja de recuperación
recover-lead = Escriba lo que dice la hoja y elija una contraseña nueva.
recover-sheet = Los grupos de su hoja
recover-sheet-hint = Todos y en orden. Los espacios y los guiones no importan.
recover-password = Contraseña nueva
recover-effect = Se cerrará su sesión en cualquier otro lugar. La hoja sigue sirviendo.
recover-button = Entrar con la hoja
recover-failed = Este nombre y esta hoja no van juntos, o la cuenta no está abierta. Revise los dos e inténtelo otra vez.

recover-login-needed = Escriba el nombre con el que inicia sesión.
recover-sheet-needed = Escriba los grupos de su hoja.
recovery-group-needed = Escriba el grupo { $n }.
