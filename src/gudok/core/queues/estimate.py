"""How long a caller has yet to wait, as an interval, from how the queue's last waiting callers left it.

The queue-length estimator corrected for abandonment (Whitt, Management Science 45, 1999; Ibrahim and Whitt, M&SOM
11(3), 2009): a place moves on when an operator comes free for somebody, and also when somebody before gives up. With
an operator every `a` ms and a mean patience of `p` ms, the step of a place with `i` others ahead takes a·p / (p + i·a).
VIPs yet to come go before everybody else: of the answers only the others' move an ordinary place (Cobham, Operations
Research 2, 1954).

`a` is the likeliest one (Wolff, Operations Research 13, 1965): the time during which somebody waited, by the waits that
an operator ended in it. Quiet times, and callers who found somebody free, tell how often people call and not how soon
an operator comes free; and where operators serve other queues too, their time there is in it as it is.

The interval is one standard deviation of such a sum of exponential steps to either side.
"""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

ANSWERED, VIP, LOST = 0, 1, 2

Departure = tuple[int, int, int]
"""How a wait ended: when somebody was free for him, or he left (UTC ms); the wait (ms); ANSWERED, VIP or LOST."""
REMEMBERED = 32
"""How many last departures of a queue are looked at."""
FEWEST = 3
"""Answers below which nothing is said."""


class Estimate(Struct, frozen=True):
    """The wait (ms): its mean, and how far it strays."""

    mean: int
    spread: int

    @property
    def least(self) -> int:
        return max(0, self.mean - self.spread)

    @property
    def most(self) -> int:
        return self.mean + self.spread


def estimate(
    place: int, past: tuple[Departure, ...], now: int, *, since: int = 0, vip: bool = False
) -> Estimate | None:
    """The wait from a place (1 = next) on; None when too little is known. It grows while nobody is answered.

    `since`: when the one who waits the longest now began to (UTC ms), or 0.
    """
    answers = [one for one in past if one[2] != LOST]
    if len(answers) < FEWEST:
        return None
    # The first answer only says when the count begins; whose turn has come may be told of after a later one's.
    begun = answers[0][0]
    moving = len(answers) - 1 if vip else sum(1 for one in answers[1:] if one[2] == ANSWERED)
    time = time_of_waiting(past, begun, now, since)
    if not moving or not time:
        return None
    every = max(1, time // moving)
    lost = sum(1 for one in past if one[2] == LOST)
    # The likeliest mean of an exponential patience: all the time waited, by those who gave up.
    patience = sum(one[1] for one in past) // lost if lost else 0
    mean = spread = 0
    for ahead, places in blocks(place):
        time, by = (every * patience, patience + ahead * every) if patience else (every, 1)
        mean += places * time // by
        spread += places * time * time // (by * by)
    return Estimate(mean, isqrt(spread))


def blocks(place: int) -> Iterator[tuple[int, int]]:
    """The places from the first to this one: how many are ahead of one, and for how many places it stands.

    Each of the first ones stands for itself; further on, where the steps hardly differ, the middle one for a sixteenth
    of those ahead: a thousand places are a hundred blocks.
    """
    ahead = 0
    while ahead < place:
        places = min(max(1, ahead // 16), place - ahead)
        yield ahead + (places - 1) // 2, places
        ahead += places


def time_of_waiting(past: tuple[Departure, ...], begun: int, now: int, since: int) -> int:
    """For how long (ms), from a time on, somebody has waited: those of the past, and who waits now since a time."""
    before = max(begun, min(since, now)) if since else now
    total = now - before
    for at, waited, _ in reversed(past):
        start, end = max(begun, at - waited), min(at, before)
        if end > start:
            total += end - start
            before = start
    return total


def remember(past: tuple[Departure, ...], departure: Departure) -> tuple[Departure, ...]:
    """The last departures with one more."""
    return (*past[1 - REMEMBERED :], departure)
