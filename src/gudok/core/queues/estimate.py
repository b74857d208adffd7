"""How long a caller has yet to wait, as an interval, from how the queue's last callers left it.

The queue-length estimator corrected for abandonment (Whitt, Management Science 45, 1999; Ibrahim and Whitt, M&SOM
11(3), 2009): a place moves on when somebody is answered, and also when somebody before gives up. With an answer every
`a` ms and a mean patience of `p` ms, the step of a place with `i` others ahead takes a·p / (p + i·a). VIPs yet to come
go before everybody else: of the answers only the others' move an ordinary place (Cobham, Operations Research 2, 1954).
The interval is one standard deviation of such a sum of exponential steps to either side.
"""

from __future__ import annotations

from math import isqrt

from msgspec import Struct

ANSWERED, VIP, LOST = 0, 1, 2

Departure = tuple[int, int, int]
"""How a caller left a queue: when (UTC ms), after which wait (ms), and ANSWERED, VIP (answered) or LOST."""
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


def estimate(place: int, past: tuple[Departure, ...], now: int, *, vip: bool = False) -> Estimate | None:
    """The wait from a place (1 = next) on; None when too little is known. It grows while nobody is answered."""
    answers = [one for one in past if one[2] != LOST]
    if len(answers) < FEWEST or now <= answers[0][0]:
        return None
    moving = len(answers) if vip else sum(1 for one in answers if one[2] == ANSWERED)
    if not moving:
        return None
    every = max(1, (now - answers[0][0]) // moving)
    seen = [one for one in past if one[0] >= answers[0][0]]
    lost = sum(1 for one in seen if one[2] == LOST)
    # The likeliest mean of an exponential patience: all the time waited, by those who gave up.
    patience = sum(one[1] for one in seen) // lost if lost else 0
    steps = [step(every, patience, ahead) for ahead in range(place)]
    return Estimate(sum(steps), isqrt(sum(one * one for one in steps)))


def step(every: int, patience: int, ahead: int) -> int:
    """The time (ms) in which a place with so many others ahead moves on by one. A patience of 0: nobody gave up."""
    return every * patience // (patience + ahead * every) if patience else every


def remember(past: tuple[Departure, ...], departure: Departure) -> tuple[Departure, ...]:
    """The last departures with one more."""
    return (*past, departure)[-REMEMBERED:]
