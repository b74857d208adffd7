"""Asterisk's whole configuration, rendered from our settings: nothing of it is edited by hand."""
