"""Goods from a table: uploaded, tried with every error by line and column, then taken in at once or left."""
