"""Voice menus as data: what a caller hears and presses before he joins a queue."""
