"""The web half of Gudok: Django, one room for each family of screens."""
