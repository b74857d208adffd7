"""Which of the waiting calls a free operator takes: a short file for each family of algorithms."""
