"""Words and how far they are from each other. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
_YO = str.maketrans({0x451: 0x435})


def normal(text: str) -> str:
    return text.lower().translate(_YO)


def words_of(text: str) -> list[str]:
    return _WORD.findall(normal(text))


def squeezed(article: str) -> str:
    """An article number without what people write between its letters and digits."""
    return "".join(words_of(article))


def grams_of(word: str) -> Iterator[str]:
    """The trigrams of a word, its beginning and end counted."""
    padded = f"  {word} "
    return (padded[at : at + 3] for at in range(len(padded) - 2))


def near(typed: str, word: str, slips: int) -> bool:
    """Whether the word, or a beginning of it about as long as what was typed, is so few slips away."""
    lengths = {len(word)} | {len(typed) + more for more in (-1, 0, 1) if len(typed) + more <= len(word)}
    return any(distance(typed, word[:length], slips) <= slips for length in lengths)


def distance(one: str, other: str, most: int) -> int:
    """How many letters are more, less, other, or exchanged with their neighbour; anything above `most` is most + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
