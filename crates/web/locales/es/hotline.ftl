# Líneas de ayuda, como las publican sus organizaciones. Están en las páginas de error y en lo impreso, aunque nada más funcione.

hotline-title = Líneas de ayuda, de día y de noche
hotline-own = { $name }: { $phone }
hotline-national = Línea Nacional contra la Violencia Doméstica
hotline-national-phone = 1-800-799-7233
hotline-national-text = Mande START por mensaje de texto al 88788
hotline-strong-hearts = StrongHearts, línea de ayuda para pueblos nativos
hotline-strong-hearts-phone = 1-844-762-8483
