"""Coming in: the way through password, second factor and provider, what is remembered of it, and its end."""
