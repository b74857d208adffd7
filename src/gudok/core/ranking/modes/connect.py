"""As Amazon Connect: routing profiles, routing criteria, routing age."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gudok.core.ranking.agents.widening import Criteria
from gudok.core.ranking.rule import AgentAsk, AgentScorer, CallAsk, CallRule, CallScorer, Score

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Agent, Call, Membership
    from gudok.core.reason import Reason

USUAL = 5
"""The priority of a contact for which none was set."""


class AsConnect(Criteria, frozen=True, tag="as-connect"):
    """The longest available since any contact, of those whom the active step of the routing criteria fits.

    A contact of any kind sends an agent to the bottom; with `outbound_counts` off («outbound should not impact routing
    order») only inbound ones do. Steps expire one after the other, then anybody in the queue may have the contact.
    """

    outbound_counts: bool = True

    code: ClassVar[str] = "as_connect"
    parts: ClassVar[tuple[str, ...]] = ("-idle",)

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now = ask.view.now
        return lambda agent, own: (self.free_since(agent) - now,)

    def free_since(self, agent: Agent) -> int:
        """When her idle time began."""
        if self.outbound_counts:
            return agent.since
        inbound = next((talk.ended for talk in reversed(agent.talks) if talk.inbound), 0)
        return max(inbound, agent.signed) or agent.since

    def why(self, ask: AgentAsk, agent: Agent, own: Membership, score: Score) -> Reason:
        return self.reason(self.code, score)


class CallsAsConnect(CallRule, frozen=True, tag="as-connect"):
    """The profile's priority (1 first; `delay` hides younger contacts), then the contact's priority (1 first, usually
    5), then the oldest by routing age (`head`: QueueTimeAdjustmentSeconds, in ms)."""

    code: ClassVar[str] = "as_connect"
    parts: ClassVar[tuple[str, ...]] = ("order", "priority", "-age")

    def scorer(self, ask: CallAsk) -> CallScorer:
        now = ask.view.now

        def score(call: Call, own: Membership) -> tuple[int, ...]:
            return (own.priority, call.priority or USUAL, call.arrived - now - call.head)

        return score
