"""The same person written down twice: found, merged, and taken apart again."""
