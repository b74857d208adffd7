"""The search that forgives typing, for whatever room has rows to find."""
