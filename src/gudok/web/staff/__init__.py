"""Teams, roles, the import of many people, and the rules by which people sign in."""
