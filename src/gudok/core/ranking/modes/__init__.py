"""Compatibility: a queue brought over from another system behaves as it did there, with the quirks on record.

Whoever chooses a mode asks for them; the algorithms outside this folder avoid them.
"""
