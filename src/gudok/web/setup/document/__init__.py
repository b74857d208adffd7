"""The whole set-up as one document: read from the rows, written as TOML, compared, and brought back into the rows."""
