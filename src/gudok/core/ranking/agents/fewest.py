"""Fewest calls, taken or offered."""

from __future__ import annotations

from typing import ClassVar, Literal

from gudok.core.ranking.agents.occupancy import per_hour
from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer
from gudok.core.ranking.snapshot import Agent, Membership
from gudok.core.ranking.view import counted

THOUSAND = 1_000


class FewestCalls(AgentRule, frozen=True, tag="fewest-calls"):
    """Who had the fewest calls in the window: of this queue or of all, in sum or for each hour signed in.

    Asterisk's fewestcalls, FreeSWITCH's agent-with-fewest-calls, VICIdial's fewest_calls are sums: who signs in last
    gets every call until she has caught up. For each hour (the default, in thousandths of a call) she is not flooded.
    """

    window: str = "day"
    scope: Literal["all", "queue"] = "queue"
    per: Literal["hour", "sum"] = "hour"

    code: ClassVar[str] = "fewest_calls"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "calls", "-idle")
    still: ClassVar[bool] = True

    def named(self) -> tuple[str, ...]:
        return self.parts if self.per == "sum" else ("penalty", "calls_hourly", "-idle")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now = ask.view.now

        def score(agent: Agent, own: Membership) -> tuple[int, ...]:
            calls = counted(agent, own, self.window, self.scope).calls
            if self.per == "hour":
                calls = per_hour(calls * THOUSAND, counted(agent, own, self.window, "all").staffed)
            return (own.penalty, calls, agent.since - now)

        return score


class FewestOffered(AgentRule, frozen=True, tag="fewest-offered"):
    """Who was offered the fewest calls, answered or not: declining does not bring her the next one at once.

    The counterpart of fewest-calls: calls that she let ring count as well.
    """

    window: str = "day"
    scope: Literal["all", "queue"] = "queue"
    per: Literal["hour", "sum"] = "hour"

    code: ClassVar[str] = "fewest_offered"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "offered", "-idle")
    still: ClassVar[bool] = True

    def named(self) -> tuple[str, ...]:
        return self.parts if self.per == "sum" else ("penalty", "offered_hourly", "-idle")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now = ask.view.now

        def score(agent: Agent, own: Membership) -> tuple[int, ...]:
            offered = counted(agent, own, self.window, self.scope).offered
            if self.per == "hour":
                offered = per_hour(offered * THOUSAND, counted(agent, own, self.window, "all").staffed)
            return (own.penalty, offered, agent.since - now)

        return score
