"""How near the wait that is told comes to the wait: our estimate, and app_queue's, at the same callers' arrivals.

app_queue tells one number to everybody: the waits of those answered, averaged with a weight of a quarter for the last
(`recalc_holdtime` in apps/app_queue.c), in whole seconds. Both are asked when a caller begins to wait, and judged by
those who were answered in the end: of who gave up nobody knows how long he would have waited.
"""

from __future__ import annotations

from concurrent.futures import Executor
from functools import partial
from statistics import fmean
from typing import Any

from gudok.core.queues.expected import expected
from gudok.core.state import Waiting
from gudok.core.words import CallConnected
from gudok.twin.arrivals import Caller
from gudok.twin.scenario import Scenario
from gudok.twin.student import Estimate
from gudok.twin.student import estimate as estimated
from gudok.twin.world import World

SECOND = 1_000
Told = tuple[float, float, float]
"""In seconds: what we said, what app_queue would have said, how long it was."""


class Asking(World):
    """A world in which everybody who begins to wait is told both."""

    def __init__(self, scenario: Scenario, seed: str) -> None:
        super().__init__(scenario, seed)
        self.hold: dict[str, int] = {}
        self.said: dict[str, tuple[float, float]] = {}
        self.told: list[Told] = []

    def arrives(self, person: Caller, callers: Any) -> None:
        super().arrives(person, callers)
        call = self.state.calls.get(person.id)
        if call is None or not isinstance(call.mode, Waiting) or person.at < self.tally.start:
            return
        queue = call.mode.queue
        ours = expected(self.state, queue, self.state.place(call), self.at, vip=person.vip)
        if ours is not None and queue in self.hold:
            self.said[call.id] = (ours.mean / SECOND, float(self.hold[queue]))

    def connected(self, said: CallConnected) -> None:
        super().connected(said)
        waited, queue = self.live[said.call].waited, self.live[said.call].queue
        known, new = self.hold.get(queue, 0), waited // SECOND
        self.hold[queue] = (3 * known + new) >> 2 if known else new
        if said.call in self.said:
            self.told.append((*self.said.pop(said.call), waited / SECOND))


def errors(scenario: Scenario, seed: str) -> dict[str, float]:
    """A run's mean absolute error and bias (s) of both, and how many callers it is of."""
    world = Asking(scenario, seed)
    world.run()
    told = world.told
    found = {"callers": float(len(told))}
    for n, name in enumerate(("ours", "app_queue")):
        found[f"{name}_error"] = fmean(abs(one[n] - one[2]) for one in told)
        found[f"{name}_bias"] = fmean(one[n] - one[2] for one in told)
    return found


def judged(scenario: Scenario, within: Executor | None = None) -> dict[str, Estimate]:
    """All runs of a scenario; `nearer`: our error less app_queue's, run by run."""
    seeds = [f"{scenario.seed}.{n}" for n in range(scenario.runs)]
    play = partial(errors, scenario)
    rows = list(within.map(play, seeds) if within is not None else map(play, seeds))
    found = {name: estimated([row[name] for row in rows]) for name in rows[0]}
    return {**found, "nearer": estimated([row["ours_error"] - row["app_queue_error"] for row in rows])}
