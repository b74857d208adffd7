"""Lots: everybody alike, or with tickets."""

from __future__ import annotations

from typing import ClassVar

from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer


class Random(AgentRule, frozen=True, tag="random"):
    """Anybody free, by lot. Asterisk's, FreeSWITCH's and VICIdial's random."""

    code: ClassVar[str] = "by_lot"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "throw")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        return lambda agent, own: (own.penalty, ask.dice.roll(agent.id, 1 << 32))


class WeightedRandom(AgentRule, frozen=True, tag="wrandom"):
    """By lot, with as many tickets as her weight in the queue; weight 0 has a turn only when nobody else is free.

    In the place of Asterisk's wrandom, where the penalty is a weight in disguise and the odds are hard to tell.
    """

    code: ClassVar[str] = "by_tickets"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "-throw")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        return lambda agent, own: (own.penalty, -ask.dice.best_of(agent.id, own.weight))


class GradeLottery(AgentRule, frozen=True, tag="grade-lottery"):
    """By lot, with as many tickets as her grade in the queue. VICIdial's ingroup_grade_random (grades 1 to 10)."""

    code: ClassVar[str] = "by_tickets"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "-throw")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        return lambda agent, own: (own.penalty, -ask.dice.best_of(agent.id, own.grade))
