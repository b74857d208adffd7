"""Names as they are compared: without case, with ё as е, in any order of words."""

from __future__ import annotations

import re

_NEITHER = re.compile(r"[^\w@.+-]+|_")
_EDGES = ".-+@"


def plain(text: str) -> str:
    """The text in small letters, ё as е, its words apart by one space."""
    words = (word.strip(_EDGES) for word in _NEITHER.sub(" ", text.casefold().replace("ё", "е")).split())
    return " ".join(word for word in words if word)


def key(name: str) -> str:
    """The same for every order of the name's words: «Ёлкин Пётр» and «петр ЕЛКИН» have one key."""
    return " ".join(sorted(plain(name).split()))


def alike(one: str, other: str) -> float:
    """How near two names are, 0 to 1: the share of three-letter pieces they have in common, whatever the order."""
    left, right = _pieces(one), _pieces(other)
    return len(left & right) / len(left | right) if left and right else 0.0


def _pieces(name: str) -> frozenset[str]:
    # As PostgreSQL's pg_trgm has them: two spaces before each word, one after it.
    return frozenset(
        padded[n : n + 3]
        for word in re.split(r"[^\w]+", plain(name))
        if word
        for padded in [f"  {word} "]
        for n in range(len(padded) - 2)
    )
