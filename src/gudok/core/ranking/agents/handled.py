"""Experience: who handled the most, who handles the fastest."""

from __future__ import annotations

from typing import ClassVar, Literal

from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer
from gudok.core.ranking.snapshot import Agent, Membership, Tally
from gudok.core.ranking.view import counted


class MostHandled(AgentRule, frozen=True, tag="most-handled"):
    """Who handled the most calls in the window. Cisco UCCX's Most Handled Contacts."""

    window: str = "day"
    scope: Literal["all", "queue"] = "queue"

    code: ClassVar[str] = "most_handled"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "-calls", "-idle")
    still: ClassVar[bool] = True

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now = ask.view.now
        return lambda agent, own: (
            own.penalty,
            -counted(agent, own, self.window, self.scope).calls,
            agent.since - now,
        )


class ShortestHandleTime(AgentRule, frozen=True, tag="shortest-aht"):
    """Whose calls take the shortest time on average, wrap-up included. Cisco UCCX's Shortest Average Handle Time.

    Who has handled none counts as the average of the others who are free, and is neither first nor last for it.
    """

    window: str = "day"
    scope: Literal["all", "queue"] = "queue"

    code: ClassVar[str] = "shortest_handling"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "handling", "-idle")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now = ask.view.now
        usual = handling(total([counted(agent, own, self.window, self.scope) for agent, own in ask.able]), 0)

        def score(agent: Agent, own: Membership) -> tuple[int, ...]:
            had = counted(agent, own, self.window, self.scope)
            return (own.penalty, handling(had, usual), agent.since - now)

        return score


def total(tallies: list[Tally]) -> Tally:
    """Calls and work of all of them."""
    return Tally(calls=sum(tally.calls for tally in tallies), work=sum(tally.work for tally in tallies))


def handling(had: Tally, unknown: int) -> int:
    """The average handling time (ms), `unknown` for who had no calls."""
    return had.work // had.calls if had.calls else unknown
