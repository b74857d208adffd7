"""Django's own set-up: settings, addresses, middleware, the ASGI door."""
