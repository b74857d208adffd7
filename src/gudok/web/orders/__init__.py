"""Orders: taken while one talks, kept as they are typed, followed until they are done."""
