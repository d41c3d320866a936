# La organización después de ponerse en marcha: su configuración.

nav-organization = Organización
organization-title = Su organización
organization-lead = Quiénes trabajan aquí, con quién colaboran y lo que vale para todo el equipo.
organization-people = Quiénes trabajan aquí y qué pueden hacer.
organization-partnership = Enlaces, comparar llaves, pausar.
organization-settings = Teléfonos, palabras de las pantallas, lo que prometen.
organization-audit = Qué se hizo, quién lo hizo y cuándo.

nav-settings = Configuración
settings-title = Configuración
settings-lead = Lo que su organización dice de sí misma y lo que promete.
settings-seen-by = quienes administran. La organización aliada ve el nombre, el teléfono, la línea de ayuda y la promesa de respuesta.
settings-saved = Guardado. Vale desde ahora, para todo el equipo.
settings-now = Lo que vale ahora
settings-now-none = ninguna
settings-org = Su organización
settings-promises = Lo que prometen
settings-promise = ¿En cuánto tiempo contestan una referencia?
settings-promise-hint = La organización aliada lo lee. Vale para lo que llegue desde ahora. Lo que ya espera conserva el plazo con el que llegó.
settings-longest = Autorización más larga, en días
settings-longest-hint = De 1 a 90 días. Si la acortan, ya no se comparte nada con una autorización firmada por más tiempo.
settings-days = { $n ->
    [one] 1 día
   *[other] { $n } días
}
settings-funding-hint = Cada fondo trae su propia ley de confidencialidad, desde lo próximo que compartan. Si no está seguro, no elija ninguno: así valen las reglas más estrictas.
settings-zone-hint = La siguen las horas de sus páginas y las horas seguras para llamar.
settings-state = ¿La ley de qué estado les aplica?
settings-state-hint = De ella depende si una persona menor de edad puede firmar por su cuenta. Si no elige ninguno, valen las reglas más estrictas.
settings-state-none = ninguno
settings-reporting-hint = El equipo lo lee en voz alta antes de preguntar nada. Tiene que corresponder a la ley de su estado.
settings-fixed = Lo que queda como se puso en marcha
settings-fixed-text = Esto no se cambia aquí: con ello está sellado cada expediente.
settings-kind = Su organización es
settings-vault = Quién guarda sus llaves
settings-vault-members = Las llaves las guarda su equipo. Quien maneja esta computadora no puede leer lo que hay guardado en ella. Si todo el equipo pierde a la vez sus contraseñas y sus hojas de recuperación, los expedientes se pierden.
settings-vault-server = Las llaves las guarda esta computadora. Quien la maneja puede leer lo que hay guardado en ella, y un tribunal puede ordenarle que lo haga.
settings-button = Guardar la configuración
organization-disclosures = Todo lo que se compartió, con quién y por qué motivo.
