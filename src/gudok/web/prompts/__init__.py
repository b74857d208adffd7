"""Prompts and music: any sound made into what the telephony plays, and put where it finds it."""
