"""Fields of customers that a centre makes for itself."""
