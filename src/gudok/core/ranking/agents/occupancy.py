"""Least work: by the share of the time, not by the number of calls."""

from __future__ import annotations

from typing import ClassVar, Literal

from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer
from gudok.core.ranking.snapshot import Agent, Membership
from gudok.core.ranking.view import counted

MILLION = 1_000_000


def share(part: int, whole: int) -> int:
    """Millionths; nothing of nothing is nothing."""
    return part * MILLION // whole if whole > 0 else 0


class LeastOccupied(AgentRule, frozen=True, tag="least-occupied"):
    """Who worked the smallest share of her time in the window (talk, hold, wrap-up over time signed in).

    Avaya's UCD-LOA: nobody has to hurry for another's long wrap-up, and nobody rests for having had long calls. A share
    and not a sum, so whoever signs in last is not flooded until she has caught up.
    """

    window: str = "day"
    scope: Literal["all", "queue"] = "all"

    code: ClassVar[str] = "least_occupied"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "occupancy", "-idle")
    still: ClassVar[bool] = True

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now = ask.view.now

        def score(agent: Agent, own: Membership) -> tuple[int, ...]:
            had = counted(agent, own, self.window, self.scope)
            staffed = had.staffed or counted(agent, own, self.window, "all").staffed
            return (own.penalty, share(had.work, staffed), agent.since - now)

        return score


class LeastTalkTime(AgentRule, frozen=True, tag="least-talk-time"):
    """Who talked the least: for the time signed in (`per` hour), or in sum.

    FreeSWITCH's agent-with-least-talk-time is the sum, which never ages: who signed in last takes every call.
    """

    window: str = "day"
    scope: Literal["all", "queue"] = "all"
    per: Literal["hour", "sum"] = "hour"

    code: ClassVar[str] = "least_talk"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "talk", "-idle")
    still: ClassVar[bool] = True

    def named(self) -> tuple[str, ...]:
        return self.parts if self.per == "sum" else ("penalty", "talk_hourly", "-idle")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now = ask.view.now

        def score(agent: Agent, own: Membership) -> tuple[int, ...]:
            talk = counted(agent, own, self.window, self.scope).talk
            staffed = counted(agent, own, self.window, "all").staffed
            return (own.penalty, talk if self.per == "sum" else per_hour(talk, staffed), agent.since - now)

        return score


def per_hour(amount: int, staffed: int) -> int:
    """An amount for each hour signed in; within the first minute as after a minute."""
    return amount * 3_600_000 // max(staffed, 60_000)
