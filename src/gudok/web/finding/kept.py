"""An index in this process, brought up to date before each search by what has changed since."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from gudok.web.finding.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Put = tuple[int, str, str, str, bool]
    """Id, article number, name, text, whether it is active: as `Index.put` takes them."""


class Kept:
    """An index and how far it has read. `stand()` is the count of changes with its mark.

    `changed(after, upto)` are the rows of the changes with these numbers, in their order.
    """

    def __init__(self, stand: Callable[[], tuple[int, str]], changed: Callable[[int, int], Iterable[Put]]) -> None:
        self._stand, self._changed = stand, changed
        self._lock = Lock()
        self._index, self._n, self._mark = Index(), 0, ""

    def find(self, text: str, most: int, *, inactive: bool = False) -> list[int]:
        """The ids of the rows that fit best, best first."""
        with self._lock:
            self._catch_up()
            return self._index.find(text, most, inactive=inactive)

    def _catch_up(self) -> None:
        n, mark = self._stand()
        if (mark, n) == (self._mark, self._n):
            return
        if mark != self._mark or n < self._n:
            self._index, self._n = Index(), 0
        for id_, article, name, text, active in self._changed(self._n, n):
            self._index.put(id_, article, name, text=text, active=active)
        self._n, self._mark = n, mark
