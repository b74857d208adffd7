"""Finding rows however what one looks for was typed: in the other keyboard layout, half a word, with a slip. Pure.

Every typed word must fit a word of the row: wholly, by its beginning, or, where no word begins so, nearly (a letter
more, less, other, or two exchanged; two such slips in a word of six letters and more). Words of a row's `text` count
less than those of its name and article number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from heapq import nsmallest
from typing import TYPE_CHECKING

from gudok.web.desk.spelling import TO_CYRILLIC, TO_LATIN
from gudok.web.finding.words import grams_of, near, normal, squeezed, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

WHOLE, BEGINS, NEAR, ARTICLE = 30, 20, 10, 1000
"""What a word that fits counts."""
IN_TEXT = 4
"""A word of the text counts so many times less."""
SHORTEST_NEAR, LONG = 4, 6
"""Letters of a word that may have one slip, and two."""
CANDIDATES = 60


class Index:
    """Rows by their words. `put` again replaces; ids are the caller's."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[tuple[int, str, int], Iterable[str], bool]] = {}
        """The place among equals (a short name goes first), the words, whether it is active."""
        self._articles: dict[str, int] = {}
        self._words: dict[str, dict[int, bool]] = {}
        """By word the rows that have it, and whether in their name."""
        self._grams: dict[str, set[str]] = {}
        self._sorted: list[str] | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def put(self, id_: int, article: str, name: str, *, text: str = "", active: bool = True) -> None:
        self._drop(id_)
        named = frozenset(filter(None, [*words_of(f"{name} {article}"), squeezed(article)]))
        words = {word: word in named for word in {*named, *words_of(text)}}
        self._rows[id_] = ((len(name), normal(name), id_), words, active)
        if article:
            self._articles[squeezed(article)] = id_
        for word, first in words.items():
            if word not in self._words:
                self._words[word] = {}
                self._sorted = None
                for gram in grams_of(word):
                    self._grams.setdefault(gram, set()).add(word)
            self._words[word][id_] = first

    def _drop(self, id_: int) -> None:
        if id_ in self._rows:
            for word in self._rows.pop(id_)[1]:
                self._words[word].pop(id_, None)

    def find(self, text: str, most: int, *, inactive: bool = False) -> list[int]:
        """The ids of the rows that fit best, best first; inactive ones too where it is said."""
        scores: dict[int, int] = {}
        for way in {text, text.lower().translate(TO_CYRILLIC), text.lower().translate(TO_LATIN)}:
            fitting = self._fitting(way)
            if scores:
                fitting = {id_: max(score, scores.get(id_, 0)) for id_, score in fitting.items()}
            scores |= fitting
        rows = self._rows
        shown = scores if inactive else [id_ for id_ in scores if rows[id_][2]]
        return nsmallest(most, shown, key=lambda id_: (-scores[id_], rows[id_][0]))

    def _fitting(self, text: str) -> dict[int, int]:
        found: dict[int, int] | None = None
        for typed in words_of(text):
            fits = self._of_word(typed)
            found = fits if found is None else {id_: found[id_] + fits[id_] for id_ in found.keys() & fits.keys()}
            if not found:
                break
        found = found or {}
        if (whole := self._articles.get(squeezed(text))) in self._rows:
            found[whole] = ARTICLE
        return found

    def _of_word(self, typed: str) -> dict[int, int]:
        scores: dict[int, int] = {}
        for word, score in self._beginning(typed) or self._near(typed):
            for id_, first in self._words[word].items():
                scores[id_] = max(score if first else score // IN_TEXT, scores.get(id_, 0))
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
