"""Closed forms of queues: what the twin is held against. Rates are a millisecond, times milliseconds."""

from __future__ import annotations

import math
from typing import NamedTuple


def erlang_b(load: float, servers: int) -> float:
    """M/M/n/n: the share of calls that find all busy (Erlang, 1917), by its stable recursion."""
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


class Waits(NamedTuple):
    """`delayed`: the share that waits at all; `mean` wait of all; `within(t)`: the share that waits at most t."""

    delayed: float
    mean: float
    drains: float

    def within(self, t: float) -> float:
        return 1 - self.delayed * math.exp(-self.drains * t)

    def beyond(self, share: float) -> float:
        """The wait that only this share exceeds."""
        return math.log(self.delayed / share) / self.drains if self.delayed > share else 0.0


def erlang_c(arrivals: float, talk: float, servers: int) -> Waits:
    """M/M/n: nobody gives up (Erlang, 1917)."""
    load = arrivals * talk
    blocked = erlang_b(load, servers)
    delayed = servers * blocked / (servers - load * (1 - blocked))
    drains = (servers - load) / talk
    return Waits(delayed, delayed / drains, drains)


class Patient(NamedTuple):
    """M/M/n+M: `lost`: the share that gives up, `mean`: the wait of all, `occupancy` of the servers."""

    lost: float
    mean: float
    delayed: float
    occupancy: float


def erlang_a(arrivals: float, talk: float, patience: float, servers: int) -> Patient:
    """M/M/n+M, patience exponential (Palm, 1957), by the stationary law of its birth-and-death process."""
    weights, weight = [], 1.0
    for n in range(servers + 20_000):
        weights.append(weight)
        leaves = min(n + 1, servers) / talk + max(0, n + 1 - servers) / patience
        weight *= arrivals / leaves
        if n > servers and weight < weights[servers] * 1e-15:
            break
    total = sum(weights)
    chances = [one / total for one in weights]
    queue = sum((n - servers) * chance for n, chance in enumerate(chances) if n > servers)
    busy = sum(min(n, servers) * chance for n, chance in enumerate(chances))
    return Patient(queue / patience / arrivals, queue / arrivals, sum(chances[servers:]), busy / servers)


def cobham(arrivals: tuple[float, float], talk: float, servers: int) -> tuple[float, float]:
    """M/M/n with two classes, the first always before the second, no talk broken off: each one's mean wait.

    Cobham, «Priority assignment in waiting line problems», 1954.
    """
    first, second = (rate * talk / servers for rate in arrivals)
    load = sum(arrivals) * talk
    blocked = erlang_b(load, servers)
    delayed = servers * blocked / (servers - load * (1 - blocked))
    least = delayed * talk / servers
    return least / (1 - first), least / ((1 - first) * (1 - first - second))
