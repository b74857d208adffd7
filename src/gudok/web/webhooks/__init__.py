"""Telling other programs what happens: signed HTTP requests from the journal."""
