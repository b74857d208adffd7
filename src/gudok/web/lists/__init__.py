"""What every long list has in common: pages by key, searching parts of words, saved views, columns, a file of it."""
