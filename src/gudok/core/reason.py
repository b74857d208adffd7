"""Words and their reasons, below all else: what is imported by the settings, too, which are part of a word."""

from __future__ import annotations

from msgspec import Struct


class Word(Struct, frozen=True, tag=True, forbid_unknown_fields=True, omit_defaults=True):
    """A word of the vocabulary: frozen, tagged by its class name."""


class Reason(Word, frozen=True):
    """Why something was decided: a code that is worded at display, and the numbers the wording needs."""

    code: str
    numbers: dict[str, int | str] = {}
