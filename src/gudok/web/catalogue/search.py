"""Finding goods however they were typed: in the other keyboard layout, half a word, with a slip. Pure.

Every typed word must fit a word of the name or the article number: wholly, by its beginning, or, where no word begins
so, nearly (a letter more, less, other, or two exchanged; two such slips in a word of six letters and more).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from heapq import nsmallest
from typing import TYPE_CHECKING

from gudok.web.desk.spelling import TO_CYRILLIC, TO_LATIN

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE, BEGINS, NEAR, ARTICLE = 30, 20, 10, 1000
"""What a word that fits counts."""
SHORTEST_NEAR, LONG = 4, 6
"""Letters of a word that may have one slip, and two."""
CANDIDATES = 60
_WORD = re.compile(r"[^\W_]+")
_YO = str.maketrans({0x451: 0x435})


class Index:
    """Goods by the words of their names. `put` again replaces; ids are the caller's."""

    def __init__(self) -> None:
        self._goods: dict[int, tuple[tuple[int, str, int], frozenset[str], bool]] = {}
        """The place among equals (a short name goes first), the words, whether it is active."""
        self._articles: dict[str, int] = {}
        self._words: dict[str, set[int]] = {}
        self._grams: dict[str, set[str]] = {}
        self._sorted: list[str] | None = None

    def __len__(self) -> int:
        return len(self._goods)

    def put(self, id_: int, article: str, name: str, *, active: bool = True) -> None:
        self._drop(id_)
        words = frozenset([*words_of(f"{name} {article}"), squeezed(article)])
        self._goods[id_] = ((len(name), normal(name), id_), words, active)
        self._articles[squeezed(article)] = id_
        for word in words:
            if word not in self._words:
                self._words[word] = set()
                self._sorted = None
                for gram in grams_of(word):
                    self._grams.setdefault(gram, set()).add(word)
            self._words[word].add(id_)

    def _drop(self, id_: int) -> None:
        if id_ in self._goods:
            for word in self._goods.pop(id_)[1]:
                self._words[word].discard(id_)

    def find(self, text: str, most: int, *, inactive: bool = False) -> list[int]:
        """The ids of the goods that fit best, best first; inactive ones too where it is said."""
        scores: dict[int, int] = {}
        for way in {text, text.lower().translate(TO_CYRILLIC), text.lower().translate(TO_LATIN)}:
            fitting = self._fitting(way)
            if scores:
                fitting = {id_: max(score, scores.get(id_, 0)) for id_, score in fitting.items()}
            scores |= fitting
        goods = self._goods
        shown = scores if inactive else [id_ for id_ in scores if goods[id_][2]]
        return nsmallest(most, shown, key=lambda id_: (-scores[id_], goods[id_][0]))

    def _fitting(self, text: str) -> dict[int, int]:
        found: dict[int, int] | None = None
        for typed in words_of(text):
            fits = self._of_word(typed)
            found = fits if found is None else {id_: found[id_] + fits[id_] for id_ in found.keys() & fits.keys()}
            if not found:
                break
        found = found or {}
        if (whole := self._articles.get(squeezed(text))) in self._goods:
            found[whole] = ARTICLE
        return found

    def _of_word(self, typed: str) -> dict[int, int]:
        scores: dict[int, int] = {}
        for word, score in self._beginning(typed) or self._near(typed):
            scores |= {id_: max(score, scores.get(id_, 0)) for id_ in self._words[word]}
        return scores

    def _beginning(self, typed: str) -> list[tuple[str, int]]:
        if self._sorted is None:
            self._sorted = sorted(self._words)
        found = []
        for at in range(bisect_left(self._sorted, typed), len(self._sorted)):
            word = self._sorted[at]
            if not word.startswith(typed):
                break
            if self._words[word]:
                found.append((word, WHOLE if word == typed else BEGINS))
        return found

    def _near(self, typed: str) -> list[tuple[str, int]]:
        if len(typed) < SHORTEST_NEAR:
            return []
        slips = 2 if len(typed) >= LONG else 1
        shared = Counter(word for gram in grams_of(typed) for word in self._grams.get(gram, ()))
        # The words in the order of their letters among equals: a set has another order in every process.
        best = nsmallest(CANDIDATES, shared, key=lambda word: (-shared[word], len(word), word))
        return [(word, NEAR) for word in best if self._words[word] and near(typed, word, slips)]


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
