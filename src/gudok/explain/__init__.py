"""The journal read again: the story of a call, and a day decided once more."""
