"""A report drawn: for a terminal, as a page, as data."""
