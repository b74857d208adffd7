"""`gudok bench records`: how fast lists, searches and cards are with very many records, on both databases."""
