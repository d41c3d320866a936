# Dónde tiene alguien la sesión abierta.

sessions-title = Dónde tiene la sesión abierta
sessions-lead = Si ve una que no es suya, ciérrela, haga otra hoja de recuperación y avise a quien administra.
sessions-shared = Aparato compartido o teléfono
sessions-private = Aparato que solo usa usted
sessions-began = Se abrió
sessions-seen = Último uso
sessions-this = La que está usando ahora
sessions-end = Cerrar
sessions-end-full = Cerrar la que se abrió { $when }
sessions-end-others = Cerrar todas las demás
sessions-sheet-text = ¿Se perdió el papel, o alguien lo vio? Haga otra hoja. La anterior deja de servir.
sessions-sheet-link = Hacer otra hoja de recuperación
