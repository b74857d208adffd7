"""What one run came to, in figures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from gudok.core.settings import Queue
from gudok.twin.arrivals import QUARTER
from gudok.twin.tally import PAUSED, READY, RINGING, TALKING, WRAPUP, Done, Tally

EDGES = (0, 5_000, 10_000, 15_000, 20_000, 30_000, 45_000, 60_000, 90_000, 120_000, 180_000, 300_000, 600_000)
"""A wait (ms) is counted at the first edge that is not below it; the longer ones after the last."""
ALL, VIP, USUAL = "all", "vip", "usual"
"""Whose figures: everybody's, VIPs', others'; a queue's stand under its id with `queue:` before it."""


class Scope(Struct):
    """Of some calls: how many, how they ended, and their waits (ms).

    `in_time`: answered within the queue's target; `lost`: gave up; `turned`: sent away by the centre; the rest still
    waited when the run ended. `delayed`: found nobody free. `wait` is the mean over all calls, `wait_answered` over
    those answered.
    """

    calls: int = 0
    answered: int = 0
    in_time: int = 0
    lost: int = 0
    turned: int = 0
    delayed: int = 0
    wait: float = 0.0
    wait_answered: float = 0.0
    p50: int = 0
    p95: int = 0
    longest: int = 0
    histogram: list[int] = field(default_factory=lambda: [0] * (len(EDGES) + 1))

    def measures(self) -> dict[str, float]:
        """By name what is compared between runs; shares are of all calls."""
        of = max(self.calls, 1)
        return {
            "calls": float(self.calls),
            "level": self.in_time / of,
            "answered": self.answered / of,
            "lost": self.lost / of,
            "turned": self.turned / of,
            "delayed": self.delayed / of,
            "wait": self.wait,
            "wait_answered": self.wait_answered,
            "p50": float(self.p50),
            "p95": float(self.p95),
            "longest": float(self.longest),
        }


class Part(Struct):
    """A quarter-hour from `start` (UTC ms) on: of one run, or the mean of many.

    `waited` (ms) in sum, `staff`: operator-milliseconds by tally.MODES.
    """

    start: int
    calls: float = 0
    answered: float = 0
    in_time: float = 0
    lost: float = 0
    waited: float = 0
    staff: list[int] = field(default_factory=list)


class Worker(Struct):
    """An operator's calls and time (ms): in calls and wrap-up, and in all that she could have had a call."""

    calls: int
    busy: int
    able: int
    paused: int


class Run(Struct):
    """The figures of one run. `whys` and `helds`: calls and their waits (ms) in sum by reason."""

    seed: str
    turns: int
    scopes: dict[str, Scope]
    parts: list[Part]
    workers: dict[str, Worker]
    whys: dict[str, list[int]]
    helds: dict[str, list[int]]
    refused: int

    def measures(self, scope: str = ALL) -> dict[str, float]:
        """Of a scope; of everybody's with those of the operators."""
        found = self.scopes.get(scope, Scope()).measures()
        if scope == ALL:
            found |= {"occupancy": self.occupancy(), "fairness": self.fairness(), "refused": float(self.refused)}
        return found

    def occupancy(self) -> float:
        """Of the time operators could have calls, the share they had one or its wrap-up."""
        able = sum(worker.able for worker in self.workers.values())
        return sum(worker.busy for worker in self.workers.values()) / able if able else 0.0

    def fairness(self) -> float:
        """Jain's index of the operators' occupancies: 1 when all are equal, 1/n when one has all the work.

        Jain, Chiu, Hawe, «A quantitative measure of fairness», 1984.
        """
        shares = [worker.busy / worker.able for worker in self.workers.values() if worker.able]
        squares = sum(share * share for share in shares)
        return sum(shares) ** 2 / (len(shares) * squares) if squares else 1.0


def figures(tally: Tally, queues: Iterable[Queue], seed: str, turns: int) -> Run:
    """A tally in figures."""
    targets = {queue.id: queue.sl for queue in queues}
    groups: dict[str, list[Done]] = {ALL: tally.done}
    for call in tally.done:
        groups.setdefault(f"queue:{call.queue}", []).append(call)
    if any(call.vip for call in tally.done):
        groups[VIP] = [call for call in tally.done if call.vip]
        groups[USUAL] = [call for call in tally.done if not call.vip]
    return Run(
        seed,
        turns,
        {name: scope(calls, targets) for name, calls in sorted(groups.items())},
        parts(tally, targets),
        workers(tally),
        reasons((call.why if call.end == "answered" else call.end, call.waited) for call in tally.done),
        reasons((call.held, call.waited) for call in tally.done if call.held and call.waited),
        tally.refused,
    )


def scope(calls: Sequence[Done], targets: dict[str, int]) -> Scope:
    found = Scope(len(calls))
    waits = sorted(call.waited for call in calls)
    served = 0
    for call in calls:
        found.histogram[bisect_left(EDGES, call.waited)] += 1
        found.delayed += bool(call.held)
        if call.end == "answered":
            found.answered += 1
            found.in_time += call.waited <= targets.get(call.queue, 0)
            served += call.waited
        elif call.end == "abandoned":
            found.lost += 1
        elif call.end != "waiting":
            found.turned += 1
    if calls:
        found.wait = sum(waits) / len(calls)
        found.wait_answered = served / max(found.answered, 1)
        found.p50, found.p95, found.longest = quantile(waits, 50), quantile(waits, 95), waits[-1]
    return found


def quantile(values: Sequence[int], percent: int) -> int:
    """The value that so many per cent of the sorted values do not exceed (nearest rank)."""
    return values[max(0, -(-len(values) * percent // 100) - 1)]


def parts(tally: Tally, targets: dict[str, int]) -> list[Part]:
    found = [Part(tally.start + n * QUARTER, staff=staff) for n, staff in enumerate(tally.quarters)]
    for call in tally.done:
        part = found[(call.at - tally.start) // QUARTER]
        part.calls += 1
        part.waited += call.waited
        if call.end == "answered":
            part.answered += 1
            part.in_time += call.waited <= targets.get(call.queue, 0)
        else:
            part.lost += 1
    return found


def workers(tally: Tally) -> dict[str, Worker]:
    """Of those who were at work at all."""
    found = {}
    for agent, spent in tally.spent.items():
        busy = spent[TALKING] + spent[RINGING] + spent[WRAPUP]
        if busy or spent[READY] or spent[PAUSED]:
            found[agent] = Worker(tally.served[agent], busy, busy + spent[READY], spent[PAUSED])
    return found


def reasons(waits: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Calls and their waits in sum by reason."""
    found: dict[str, list[int]] = {}
    for reason, waited in waits:
        one = found.setdefault(reason, [0, 0])
        one[0] += 1
        one[1] += waited
    return dict(sorted(found.items()))
