"""Companies that people belong to."""
