"""A client of the API, as the command line uses it: the standard library only, so that it starts quickly."""
