# Cómo entra alguien nuevo.

join-link = Tengo un código de invitación
join-title = Únase a su equipo
join-lead = Con el código que le dio alguien del equipo.
join-code = Código de invitación
join-code-hint = Cinco grupos de cuatro. Sirve una sola vez, durante tres días.
join-code-wrong = Este código no está abierto. Revíselo o pida uno nuevo.
join-login-taken = Alguien más ya usa el nombre de esta invitación. Pida una nueva.
join-password = Elija una contraseña
join-button = Unirme
waiting-title = Ya casi
waiting-lead = Falta que alguien del equipo comparta con usted las llaves del trabajo. Mientras tanto no verá nada de él.
waiting-words = Sus cuatro palabras
waiting-compare = Alguien del equipo las compara con usted, por teléfono o en persona. Si ve las mismas palabras, le abre la puerta. Si no, pídale que se detenga.
waiting-sheet = Mientras espera: todavía no confirmó su hoja de recuperación.
waiting-sheet-link = Imprímala ahora
waiting-look = Volver a mirar

join-code-needed = Escriba el código de invitación.
