"""How the provider took our login: a trunk's state in plain words."""
