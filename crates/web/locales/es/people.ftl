# El equipo: quién trabaja aquí y qué puede hacer.

nav-people = Equipo
people-title = Equipo
people-lead = Quiénes trabajan aquí y quiénes vienen en camino.
people-invite = Invitar a alguien
people-hide = No mostrarle nunca un expediente a alguien
people-audit = Qué se hizo y quién lo hizo
people-waiting = Esperan a que usted les abra
people-their-words = Sus cuatro palabras:
people-let-in = Dejar entrar
people-let-in-full = Dejar entrar: { $name }
people-invited = Invitaciones abiertas
people-open-until = Abierta hasta:
people-take-back = Retirar
people-take-back-full = Retirar: invitación de { $name }
people-here = Su equipo
people-name = Nombre
people-roles = Funciones
people-state = Estado
people-do = Lo que puede hacer
people-you = usted
people-signed-in = { $n ->
    [one] con sesión abierta
   *[other] con sesión abierta en { $n } aparatos
}
people-change-roles = Cambiar funciones
people-change-roles-full = Cambiar funciones: { $name }
people-share = Compartir llaves
people-share-full = Compartir llaves: { $name }
people-end = Quitar acceso
people-end-full = Quitar acceso: { $name }

let-in-title = Dejar entrar a alguien
let-in-head = Dejar entrar a { $name }
let-in-lead = Primero asegúrese de que estas llaves son de verdad suyas.
let-in-ask = Llame a esta persona o acérquese. Pregúntele qué cuatro palabras ve en su pantalla.
let-in-differ = Si una sola palabra es distinta, deténgase. Puede haber alguien en medio. Quítele la cuenta e invítela otra vez.
let-in-roles = Recibe las llaves de:
let-in-only-yours = Solo puede compartir las llaves que usted tiene. Si hacen falta otras, las comparte también una persona responsable.
let-in-same = Me dijo las mismas cuatro palabras
let-in-compare-first = Compare primero las cuatro palabras con esta persona y después marque la casilla.
let-in-words-changed = Las cuatro palabras cambiaron desde que abrió esta página. Compárelas otra vez.
share-head = Compartir llaves con { $name }
share-lead = Hágalo cuando tenga más funciones que antes, o cuando una persona responsable deba añadir lo que no pudo dar quien administra.

invite-title = Invitar a alguien
invite-lead = Usted recibe un código para esa persona. La contraseña la elige quien entra, y usted da el acceso.
invite-name = Su nombre
invite-name-hint = Como la conoce el equipo.
invite-login = Nombre con el que iniciará sesión
invite-login-hint = Corto y en minúsculas.
invite-open-already = Ya hay una invitación abierta con este nombre. Retírela primero o elija otro.
invite-button = Hacer la invitación
roles-hint = Elija solo lo que pide su trabajo. Quien administra se ocupa del equipo y no lee expedientes.
invited-title = Invitación
invited-head = El código para { $name }
invited-lead = Se muestra solo ahora. Anótelo o léaselo.
invited-until = Sirve una sola vez, durante { $n } días. Mientras tanto puede retirarlo.
invited-step-give = Déselo usted en persona, de palabra o en papel. No lo mande por correo electrónico.
invited-step-join = Esa persona abre este servicio y elige “Tengo un código de invitación”.
invited-step-compare = Su pantalla le mostrará cuatro palabras. Compárelas con las que usted ve en la página del equipo y déjela entrar.
invited-done = Ya le di el código

roles-title = Cambiar funciones
roles-head = Funciones de { $name }
roles-lead = Las funciones dicen qué páginas ve cada quien y qué llaves tiene.
roles-save = Guardar las funciones
roles-effect = Se cierra su sesión y vuelve a iniciarla. Las llaves que ya no necesita se le quitan enseguida. Para las nuevas, alguien que las tenga elige “Compartir llaves”.

end-title = Quitar acceso
end-head = ¿Quitarle el acceso a { $name }?
end-lead = Hágalo en su último día, o de inmediato si algo anda mal.
end-sessions = Se cierran ahora mismo todas sus sesiones.
end-keys = Se le quitan las llaves. Ya no puede abrir nada.
end-known = Lo que leyó, lo sabe. Eso no se puede deshacer.
end-final = Para volver necesita otra invitación.
end-button = Quitarle el acceso a { $name } ahora

hide-title = No mostrárselo nunca
hide-lead = Cuando alguien del equipo conoce a la persona, o es cercano a alguien de su vida.
hide-seen-by = usted. En la auditoría queda que se ocultó un expediente, sin nombres de las personas que atienden.
hide-code = Código del expediente
hide-code-hint = Está arriba en el expediente, como 41B7-09CE.
hide-code-unknown = Usted no tiene ningún expediente con este código. Revíselo en la página del expediente.
hide-colleague = Quién no debe verlo
hide-effect = Desde ahora, para esa persona es como si este expediente no existiera: ni en las listas, ni en la auditoría, ni al abrir su dirección. Lo que ya leyó, lo sabe.
hide-button = Ocultárselo ahora
hidden-title = Oculto
hidden-lead = Ya no ve este expediente en ninguna parte.
hidden-told = Nadie se lo dice.
hidden-another = Ocultar otro

invite-name-needed = Escriba su nombre.
invite-login-needed = Escriba el nombre con el que iniciará sesión.
hide-code-needed = Escriba el código del expediente.
hide-colleague-needed = Elija quién no debe verlo.

# Para qué es cada función
roles-meaning = Para qué es cada función
roles-of-admin = Se ocupa del equipo y de la configuración. No lee expedientes.
roles-of-lead = Cuida la alianza y ve los expedientes de la organización.
roles-of-clinician = Atiende pacientes, escribe notas de visita y manda referencias.
roles-of-front-desk = Da citas a quienes vienen de una organización aliada. Nunca ve de cuál.
roles-of-advocate = Trabaja con sobrevivientes: lo que llegó, autorizaciones y presentaciones.
roles-of-reader = Lee la lista de servicios y ningún expediente.
