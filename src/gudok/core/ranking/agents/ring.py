"""Several telephones ring for one call: all at once, or one more every few seconds."""

from __future__ import annotations

from typing import ClassVar

from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer, Score

SHORTEST = 1_000
"""A live queue adds no telephone sooner (ms) than this after the one before."""


class RingAll(AgentRule, frozen=True, tag="ringall"):
    """Everybody of the smallest penalty rings; the first to answer has the call.

    Asterisk's ringall, FreeSWITCH's ring-all, TaskRouter's MaxReservedWorkers. `most`: how many at once (0: all).
    """

    most: int = 0

    code: ClassVar[str] = "rings_with_all"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "-idle")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now = ask.view.now
        return lambda agent, own: (own.penalty, agent.since - now)

    def at_once(self) -> int:
        return self.most

    def together(self, ask: AgentAsk, scores: list[Score]) -> int:
        alike = sum(score[0] == scores[0][0] for score in scores)
        return min(alike, self.most) if self.most else alike


class RingProgressive(AgentRule, frozen=True, tag="ring-progressive"):
    """One operator rings; every `delay` (ms) one more, while the earlier ones go on ringing.

    FreeSWITCH's ring-progressively (10 s).
    """

    delay: int = 10_000

    code: ClassVar[str] = "rings_in_turn"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "position")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        return lambda agent, own: (own.penalty, own.position)

    def rung(self, ask: AgentAsk) -> int:
        """For how many the time of ringing is enough."""
        ringing = ask.view.now - ask.call.ringing if ask.call.ringing else 0
        return 1 + ringing // max(self.delay, 1)

    def together(self, ask: AgentAsk, scores: list[Score]) -> int:
        return min(len(scores), self.rung(ask))

    def adds(self) -> int:
        return max(self.delay, SHORTEST)

    def again(self, ask: AgentAsk) -> int:
        return (ask.call.ringing or ask.view.now) + self.rung(ask) * max(self.delay, 1)
