"""The index of all goods in this process, brought up to date before each search by what has changed since."""

from __future__ import annotations

from threading import Lock

from gudok.web.catalogue.models import Good, Shelf
from gudok.web.catalogue.search import Index


class Kept:
    """An index and how far it has read."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._index, self._n, self._mark = Index(), 0, ""

    def find(self, text: str, most: int, *, inactive: bool = False) -> list[int]:
        """The ids of the goods that fit best, best first."""
        with self._lock:
            self._catch_up()
            return self._index.find(text, most, inactive=inactive)

    def _catch_up(self) -> None:
        n, mark = Shelf.objects.filter(pk=1).values_list("n", "mark").first() or (0, "")
        if (mark, n) == (self._mark, self._n):
            return
        if mark != self._mark or n < self._n:
            self._index, self._n = Index(), 0
        changed = Good.objects.filter(edition__gt=self._n, edition__lte=n).order_by("edition")
        for pk, article, name, active in changed.values_list("pk", "article", "name", "active").iterator():
            self._index.put(pk, article, name, active=active)
        self._n, self._mark = n, mark


_kept = Kept()
find = _kept.find
