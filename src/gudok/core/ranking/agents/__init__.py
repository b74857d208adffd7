"""Which operator gets a call: a short file for each family of algorithms."""
