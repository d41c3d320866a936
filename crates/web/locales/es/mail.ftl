# Avisos por correo, en la página propia de cada integrante.

problem-too-many-mail-codes = Ya se enviaron muchos códigos. Espere un rato antes de pedir otro.
audit-mail-changed = { $who } cambió sus propios avisos por correo.
audit-mail-failed = { $who } no pudo enviar un aviso por correo a { $whom }.
notice-mail-failed = Sus avisos por correo no llegan. Abra “Avisos por correo” para ver qué hacer.
act-mail_changed = Cambió sus avisos por correo
act-mail_failed = No pudo enviar un aviso por correo
mail-not-set-up = Quien administra este servicio no configuró el correo. Sus avisos están en su página de inicio.
