"""What one run's calls and operators came to, as it is written down while the run goes on."""

from __future__ import annotations

from typing import NamedTuple

from gudok.twin.arrivals import QUARTER

MODES = ("talking", "ringing", "wrapup", "ready", "paused")
"""The states of an operator at work; away is not at work."""
TALKING, RINGING, WRAPUP, READY, PAUSED = range(5)
PLACE = {mode: n for n, mode in enumerate(MODES)}


class Done(NamedTuple):
    """A call that is over. `end`: `answered`, or the core's word for how it ended; `waiting` for one that never did.

    `waited` is the time (ms) until it was answered or ended. `why` is the core's reason for the operator's choice and
    `held` what most operators of the queue did when the call could not be offered at once ("" when it could).
    """

    kind: int
    queue: str
    vip: bool
    at: int
    waited: int
    end: str
    why: str
    held: str
    agent: str


class Tally:
    """Counts what lies in [start, end)."""

    def __init__(self, start: int, end: int, agents: tuple[str, ...]) -> None:
        self.start = start
        self.end = end
        self.done: list[Done] = []
        self.spent = {agent: [0] * len(MODES) for agent in agents}
        self.served = dict.fromkeys(agents, 0)
        self.quarters = [[0] * len(MODES) for _ in range(-(-(end - start) // QUARTER))]
        self.since = dict.fromkeys(agents, (-1, start))
        self.offers = 0
        self.refused = 0

    def moved(self, agent: str, mode: str, at: int) -> None:
        """An operator's state changed; one state that follows itself goes on."""
        old, since = self.since[agent]
        self.since[agent] = (PLACE.get(mode, -1), at)
        if old >= 0:
            self.lasted(agent, old, since, at)

    def lasted(self, agent: str, mode: int, since: int, until: int) -> None:
        start = self.start
        since, until = max(since, start), min(until, self.end)
        if until <= since:
            return
        self.spent[agent][mode] += until - since
        quarter, last = (since - start) // QUARTER, (until - 1 - start) // QUARTER
        while quarter < last:
            edge = start + (quarter + 1) * QUARTER
            self.quarters[quarter][mode] += edge - since
            since, quarter = edge, quarter + 1
        self.quarters[quarter][mode] += until - since

    def close(self, at: int) -> None:
        """The end of the run: states that go on are counted up to here."""
        for agent in self.since:
            self.moved(agent, "", at)


def busiest(counts: dict[str, int]) -> str:
    """What most of a queue's operators at work did just before one of them was offered the call."""
    found = {mode: n for mode, n in counts.items() if mode not in ("away", "ready")}
    return max(sorted(found), key=lambda mode: found[mode]) if found else "nobody"
