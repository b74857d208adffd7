"""The language of the command line, before Django and its message files can be counted on."""

from __future__ import annotations

import os


def is_russian() -> bool:
    """True where the environment asks for Russian (LC_ALL, LC_MESSAGES, LANG: the first that is set)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return value.lower().startswith("ru")
    return False


def tr(english: str, russian: str) -> str:
    """The one of the two that the user reads."""
    return russian if is_russian() else english
