"""What differs between two texts, line by line. Pure."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

AROUND = 2
"""Lines that stay the same shown around those that differ."""


class Line(NamedTuple):
    """A line that is the `same`, `added`, `removed`; or a `gap` where more of the same was left out."""

    kind: str
    text: str = ""


def compare(before: str, after: str) -> list[Line]:
    """The lines that differ with some around them; none for equal texts."""
    old, new = before.splitlines(), after.splitlines()
    found: list[Line] = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        if group[0][1] or group[0][3]:
            found.append(Line("gap"))
        for kind, a, b, c, d in group:
            if kind == "equal":
                found += [Line("same", line) for line in old[a:b]]
                continue
            found += [Line("removed", line) for line in old[a:b]]
            found += [Line("added", line) for line in new[c:d]]
    return found
