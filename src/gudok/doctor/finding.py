"""What a check tells."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Level(enum.Enum):
    """How bad it is; the value is the mark shown."""

    GOOD = "✓"
    WARNING = "!"
    BAD = "✗"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `cure` says what to do where it is not good."""

    level: Level
    what: str
    cure: str = ""


def good(what: str) -> Finding:
    """All is well."""
    return Finding(Level.GOOD, what)


def warning(what: str, cure: str) -> Finding:
    """Calls can be served all the same."""
    return Finding(Level.WARNING, what, cure)


def bad(what: str, cure: str) -> Finding:
    """The centre does not work until this is cured."""
    return Finding(Level.BAD, what, cure)
