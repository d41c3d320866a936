# Organizaciones aliadas.

nav-services = Servicios
services-together = Lo que hacemos en común
services-title = Servicios
services-lead = A quién llamar en sus organizaciones aliadas, y qué ofrecen.
services-reach = Cómo comunicarse
services-usual = Suelen responder en
services-usual-unknown = Aún no se sabe. Prometen { $promise }.
services-keeping-up = En este momento
services-keeps-up = Responden a tiempo
services-behind = Más lento de lo normal; llamen en conjunto
services-liaison = Enlace
services-alternate = Si no está
services-not-named = Todavía sin nombrar
services-phone = Teléfono
services-hotline = Línea de ayuda, de día y de noche
services-promise = Su promesa
services-promise-text = Responder en { $promise } o antes
services-offers = Lo que ofrecen ahora
services-none = Todavía no han puesto nada en la lista. Llame para preguntar.
services-empty = Todavía no hay una organización aliada. Alguien de administración o responsable puede invitarla.
services-no-address = Aquí no hay ninguna dirección, a propósito. Pregunte por teléfono dónde encontrarse.
services-whole-list = Toda la lista de { $name }
