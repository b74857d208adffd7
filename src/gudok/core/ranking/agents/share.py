"""Percent allocation: everybody a meant share of the queue's calls."""

from __future__ import annotations

from typing import ClassVar

from gudok.core.ranking.agents.occupancy import MILLION
from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer
from gudok.core.ranking.snapshot import Agent, Membership
from gudok.core.ranking.view import counted


class PercentAllocation(AgentRule, frozen=True, tag="percent-allocation"):
    """Who is furthest below the share (per cent) of the queue's calls that she is meant to have.

    The idea of Avaya's PAD. Shares are of the calls of all its operators in the window, whoever is free now; who is
    meant to have none comes last but is not excluded. In millionths.
    """

    window: str = "day"

    code: ClassVar[str] = "below_share"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "-behind", "-idle")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        view = ask.view
        members = view.members_of(ask.call.queue)
        whole = sum(counted(agent, own, self.window, "queue").calls for agent, own in members)

        def score(agent: Agent, own: Membership) -> tuple[int, ...]:
            had = counted(agent, own, self.window, "queue").calls
            # With no calls yet the shares alone decide.
            behind = own.share * MILLION // 100 - (had * MILLION // whole if whole else 0)
            return (own.penalty, -behind, agent.since - view.now)

        return score
