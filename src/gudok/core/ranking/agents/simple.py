"""The algorithms that others may end in: each orders whoever is left to it."""

from __future__ import annotations

from gudok.core.ranking.agents.fewest import FewestCalls, FewestOffered
from gudok.core.ranking.agents.handled import MostHandled, ShortestHandleTime
from gudok.core.ranking.agents.idle import LongestIdle
from gudok.core.ranking.agents.lottery import GradeLottery, Random, WeightedRandom
from gudok.core.ranking.agents.occupancy import LeastOccupied, LeastTalkTime
from gudok.core.ranking.agents.order import Linear, RoundRobinMemory, RoundRobinOrdered, Sequential
from gudok.core.ranking.agents.share import PercentAllocation
from gudok.core.ranking.agents.skilled import LeastSkilled, MostSkilled
from gudok.core.ranking.agents.standing import Expert, Rank

Simple = (
    LongestIdle
    | LeastOccupied
    | LeastTalkTime
    | FewestCalls
    | FewestOffered
    | MostHandled
    | ShortestHandleTime
    | Sequential
    | Linear
    | RoundRobinMemory
    | RoundRobinOrdered
    | Random
    | WeightedRandom
    | GradeLottery
    | Rank
    | Expert
    | MostSkilled
    | LeastSkilled
    | PercentAllocation
)
