"""The second factor: codes of a telephone's application, passkeys, recovery codes."""
