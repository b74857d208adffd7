"""How often lately the reconciler found that what we believed was not so."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from gudok.core.words import CallerGone, LegGone, Misplaced, StrayFound

if TYPE_CHECKING:
    from gudok.core.words import Turn

SPAN = 600_000
"""Milliseconds that are counted."""


class Mended:
    """Counts differences as the journal's turns come by."""

    def __init__(self) -> None:
        self._times: deque[int] = deque()

    def fold(self, turn: Turn) -> None:
        came = turn.came
        lost = (isinstance(came, CallerGone) and came.lost) or (isinstance(came, LegGone) and came.how == "lost")
        if lost or isinstance(came, Misplaced | StrayFound):
            self._times.append(came.at)

    def count(self, now: int) -> int:
        """How many in the last ten minutes; `now` is UTC ms."""
        while self._times and self._times[0] <= now - SPAN:
            self._times.popleft()
        return len(self._times)
