"""Asterisk: its configuration, its process, and the engine's link to it."""
