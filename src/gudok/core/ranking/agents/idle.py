"""Longest idle."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from msgspec.structs import replace

from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer, Score

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Agent, Call, Membership


class LongestIdle(AgentRule, frozen=True, tag="longest-idle"):
    """Who has been free the longest.

    Avaya's UCD-MIA, FreeSWITCH's longest-idle-agent, Asterisk's leastrecent, VICIdial's longest_wait_time, the default
    of Connect and TaskRouter. `since`: she became ready, or her last talk ended (then a break counts as idle time,
    which the others complain of). `short`: talks shorter than this (ms) do not count, and do not cost her her place
    (VICIdial's oldest_inbound_filtered_call_finish). Who never talked counts from the beginning of her shift.
    """

    since: Literal["ready", "call-end"] = "ready"
    short: int = 0

    code: ClassVar[str] = "longest_idle"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "-idle")
    still: ClassVar[bool] = True

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now = ask.view.now
        if self.since == "ready" and not self.short:
            return lambda agent, own: (own.penalty, agent.since - now)
        return lambda agent, own: (own.penalty, self.free_since(agent) - now)

    def free_since(self, agent: Agent) -> int:
        """When her idle time began."""
        if not self.short:
            return agent.ended or agent.signed or agent.since
        for talk in reversed(agent.talks):
            if talk.ended - talk.began >= self.short:
                return talk.ended if self.since == "call-end" else min(agent.since, max(talk.ended, agent.signed))
        return agent.signed or agent.since


class Regardless(LongestIdle, frozen=True, tag="regardless"):
    """The same where what a call needs cannot be read: as if it needed nothing; the skills it wants hold."""

    def adapted(self, ask: AgentAsk) -> Call:
        return replace(ask.call, needs="")


def longest_idle(ask: AgentAsk, agent: Agent, own: Membership) -> Score:
    """The usual second thought of other algorithms."""
    return (agent.since - ask.view.now,)
