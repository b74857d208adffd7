"""`gudok backup` and `gudok restore`: all of a centre as one file, made while it runs."""
