"""A measure's value as a person reads it."""

from __future__ import annotations

from gudok.twin.spans import told
from gudok.twin.student import Estimate
from gudok.twin.words import GOOD_UP, NEITHER, SHARES, TIMES, Words

MINUTE = 60_000


def shown(name: str, found: Estimate, words: Words, sign: bool = False) -> str:
    """«82.1 % ± 0.4», «0:23 ± 0:02»; with `sign` as a difference."""
    plus = "+" if sign and found.mean > 0 else "−" if sign and found.mean < 0 else ""
    mean = abs(found.mean) if sign else found.mean
    text = f"{plus}{plain(name, mean, words)}"
    if found.runs < 2 or not found.half:
        return text
    return f"{text} ± {plain(name, found.half, words, of=mean).removesuffix(' %')}"


def plain(name: str, value: float, words: Words, of: float | None = None) -> str:
    """Without its interval. `of`: the value whose precision this one, its interval, has."""
    if name in SHARES:
        return f"{words.number(100 * value, 1)} %"
    if name in TIMES:
        if max(value, of or 0) < MINUTE:
            return f"{words.number(value / 1000, 1)} {'с' if words.at else 's'}"
        return told(value)
    if not value:
        return "0"
    return words.number(value, 3 if name == "fairness" else 0 if max(value, of or 0) >= 100 else 1)


def verdict(name: str, change: Estimate) -> str:
    """`better`, `worse` or nothing: whether a change is more than chance, and for good."""
    if name in NEITHER or not change.sure:
        return ""
    return "better" if (change.mean > 0) == (name in GOOD_UP) else "worse"
