"""Her own order of queues: priority and delay."""

from __future__ import annotations

from typing import ClassVar

from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer


class Profile(AgentRule, frozen=True, tag="profile"):
    """Those for whom this queue comes first (1 before 2), then the longest idle.

    Amazon Connect's routing profile, seen from the call. A membership's `delay`, which holds with every algorithm,
    keeps younger calls from those who only help out.
    """

    code: ClassVar[str] = "profile"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "priority", "-idle")
    still: ClassVar[bool] = True

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now = ask.view.now
        return lambda agent, own: (own.penalty, own.priority, agent.since - now)
