"""The wait expected in a queue as it stands."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from gudok.core.queues.estimate import Estimate, estimate

if TYPE_CHECKING:
    from gudok.core.state import State

RANKS = (-1, 0, 1)
"""Of those who wait, by rank (see `WaitKey`), the first one came the earliest."""


def expected(state: State, queue: str, place: int, at: int, *, vip: bool = False) -> Estimate | None:
    """The wait from a place (1 = next) of a queue on; None when too little is known."""
    return estimate(place, state.past.get(queue, ()), at, since=waited_since(state, queue), vip=vip)


def waited_since(state: State, queue: str) -> int:
    """When the one who waits the longest came (UTC ms); 0 when nobody waits."""
    keys = state.waiting.get(queue, [])
    firsts = [bisect_left(keys, (rank, 0, "")) for rank in RANKS]
    return min((keys[at][1] for at in firsts if at < len(keys)), default=0)
