"""What the set-up says of an operator in a queue: her rank; her level, then idle time or occupancy."""

from __future__ import annotations

from typing import ClassVar, Literal

from gudok.core.ranking.agents.occupancy import share
from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer
from gudok.core.ranking.snapshot import Agent, Membership
from gudok.core.ranking.view import counted


class Rank(AgentRule, frozen=True, tag="rank"):
    """The greatest rank in the queue, then the longest idle. VICIdial's inbound_group_rank (-9 to 9)."""

    code: ClassVar[str] = "rank"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "-rank", "-idle")
    still: ClassVar[bool] = True

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now = ask.view.now
        return lambda agent, own: (own.penalty, -own.rank, agent.since - now)


class Expert(AgentRule, frozen=True, tag="expert"):
    """The best level in the queue (1 before 2), then the longest idle or the least occupied.

    Avaya's Expert Agent Distribution: EAD-MIA and EAD-LOA.
    """

    then: Literal["idle", "occupancy"] = "idle"
    window: str = "day"

    code: ClassVar[str] = "expert"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "level", "occupancy", "-idle")
    still: ClassVar[bool] = True

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now = ask.view.now

        def score(agent: Agent, own: Membership) -> tuple[int, ...]:
            had = counted(agent, own, self.window, "all")
            occupied = share(had.work, had.staffed) if self.then == "occupancy" else 0
            return (own.penalty, own.level, occupied, agent.since - now)

        return score
