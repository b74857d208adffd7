"""From the literature: idleness ratios, fastest first within fairness, who is needed the least, a value index."""

from __future__ import annotations

from functools import cache
from typing import ClassVar

from gudok.core.ranking.agents.handled import handling, total
from gudok.core.ranking.agents.occupancy import MILLION
from gudok.core.ranking.agents.skilled import measure, wanted
from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer
from gudok.core.ranking.snapshot import Agent, Membership
from gudok.core.ranking.view import counted

SECOND = 1_000


class IdlenessRatio(AgentRule, frozen=True, tag="qir"):
    """The group that has the most idle operators above its ratio (per cent of all idle), then the longest idle in it.

    Queue-and-idleness-ratio control: Gurvich & Whitt, M&SOM 11(2) 2009 and Operations Research 58(2) 2010. Groups not
    named have the ratio 0.
    """

    ratios: tuple[tuple[str, int], ...] = ()

    code: ClassVar[str] = "group_idlest"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "-above", "-idle")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now, ratios = ask.view.now, dict(self.ratios)
        idle: dict[str, int] = {}
        for agent, _ in ask.able:
            idle[agent.group] = idle.get(agent.group, 0) + 1
        above = {group: 100 * count - ratios.get(group, 0) * len(ask.able) for group, count in idle.items()}
        return lambda agent, own: (own.penalty, -above[agent.group], agent.since - now)


class Fastest(AgentRule, frozen=True, tag="gcmu"):
    """Who handles this queue's calls the fastest, unless somebody has been idle for longer than `fair` (ms).

    The operator's side of the (generalised) cμ rule: one call costs the same with everybody, so the greatest μ wins.
    Fastest-first alone is efficient and unfair; with the threshold it is Armony & Ward's, Operations Research 58(3)
    2010. Who has handled none counts as the average.
    """

    window: str = "day"
    fair: int = 600_000

    code: ClassVar[str] = "fastest"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "-overdue", "handling", "-idle")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now = ask.view.now
        usual = handling(total([counted(agent, own, self.window, "queue") for agent, own in ask.able]), 0)

        def score(agent: Agent, own: Membership) -> tuple[int, ...]:
            idle = now - agent.since
            overdue = idle if self.fair and idle > self.fair else 0
            return (own.penalty, -overdue, handling(counted(agent, own, self.window, "queue"), usual), -idle)

        return score


class ServiceObjective(AgentRule, frozen=True, tag="service-objective"):
    """Who is needed the least elsewhere, by how her other queues stand to their objectives, then the longest idle.

    The operator's side of Avaya's service objective, which chooses calls: the greatest (expected wait / objective) of
    her other queues, the smallest first. In millionths.
    """

    code: ClassVar[str] = "needed_least"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "need", "-idle")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        view, here = ask.view, ask.call.queue

        @cache
        def need_of(name: str) -> int:
            return view.queue(name).estimate * MILLION // max(view.queue(name).objective, 1)

        def score(agent: Agent, own: Membership) -> tuple[int, ...]:
            need = max((need_of(name) for name in agent.queues if name != here), default=0)
            return (own.penalty, need, agent.since - view.now)

        return score


class ValueIndex(AgentRule, frozen=True, tag="value-index"):
    """The greatest sum of weights: for each second idle, for each skill point of those wanted, for rank and preference.

    After Sisselman & Whitt, POM 16(2) 2007 (value-based routing), and Chan, Koole & L'Ecuyer, M&SOM 16(4) 2014 (an
    affine combination of the longest wait and the longest idle time). The wait is the same for all here and left out.
    """

    idle: int = 1
    skill: int = 60
    rank: int = 0
    preference: int = 0

    code: ClassVar[str] = "value"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "-value")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now, wants, preferred = ask.view.now, wanted(ask), ask.call.preferred

        def score(agent: Agent, own: Membership) -> tuple[int, ...]:
            value = self.idle * ((now - agent.since) // SECOND) + self.skill * measure("weighted", wants, agent)[0]
            return (own.penalty, -(value + self.rank * own.rank + self.preference * preferred.get(agent.id, 0)))

        return score
