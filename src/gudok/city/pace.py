"""When the next call comes: a stream without memory whose speed depends on how the centre is doing."""

from __future__ import annotations

import math
from random import Random

from gudok.city.demo import Pace
from gudok.city.watch import idle_people, serving, talks, waiting
from gudok.core.state import State

GAPS_S = (8.0, 30.0, 90.0, 180.0)
"""Mean time to the next call with 0, 1, 2, 3 or more callers waiting: always a little queue, never a flood."""
EAGER_S = 1.5
"""The same while a person at a browser is ready and nobody calls."""
IDLE_S = 20.0
"""The same while no operator works."""
BURST, BURST_SIZE = 0.1, 2
"""How often a call brings others with it, and how many."""
SHORTEST_PATIENCE_S = 15.0


def mean_gap(state: State, rate: float) -> float:
    """Seconds to the next call, on average; infinite when nobody is to call."""
    if rate <= 0 or state.telephony != "up":
        return math.inf
    queue = waiting(state)
    if not serving(state):
        return IDLE_S / rate if queue == 0 else math.inf
    if queue == 0 and idle_people(state):
        return EAGER_S / rate
    return GAPS_S[min(queue, len(GAPS_S) - 1)] / rate


class Arrivals:
    """Says at every tick how many calls begin."""

    def __init__(self, pace: Pace, random: Random) -> None:
        self.pace = pace
        self.random = random
        self.owed = 0

    def tick(self, state: State, calling: int, seconds: float) -> int:
        """Calls to begin now. `calling`: callers on their way whom the centre may not know yet."""
        room = self.pace.most_talks + self.pace.most_waiting - max(calling, len(state.calls))
        if room <= 0 or waiting(state) > self.pace.most_waiting or talks(state) > self.pace.most_talks:
            self.owed = 0
            return 0
        if self.random.random() < 1 - math.exp(-seconds / mean_gap(state, self.pace.rate)):
            if self.random.random() < BURST:
                self.owed += BURST_SIZE
            return 1
        if self.owed:
            self.owed -= 1
            return 1
        return 0

    def patience(self) -> int:
        """Seconds a caller waits before giving up."""
        return round(SHORTEST_PATIENCE_S + self.random.expovariate(1 / self.pace.patience_s))
