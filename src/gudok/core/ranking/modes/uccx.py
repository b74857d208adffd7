"""As Cisco UCCX: contact service queues by resource group or by skill."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from gudok.core.ranking.agents.handled import handling
from gudok.core.ranking.agents.order import walk
from gudok.core.ranking.agents.skilled import By, measure
from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer, CallAsk, CallRule, CallScorer
from gudok.core.ranking.skills import missing
from gudok.core.ranking.view import NOTHING

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Agent, Membership
    from gudok.core.reason import Reason

Criterion = Literal[
    "longest-available", "linear", "circular", "most-handled", "shortest-average-handle-time",
    "most-skilled", "least-skilled", "most-skilled-by-weight", "least-skilled-by-weight",
    "most-skilled-by-order", "least-skilled-by-order",
]  # fmt: skip
MEASURES: dict[str, By] = {"weight": "weighted", "order": "order"}


class AsUccx(AgentRule, frozen=True, tag="as-uccx"):
    """The resource selection criteria; ties go to the longest available.

    A skill's competence in the queue (its `skills`) is the least she must have. Only the queue's skills are summed up.
    Least skilled is not the reverse of most skilled: equals stay in the order of the longest available (CRS 4.1
    Administrator Guide, table on page 4-34). Averages and counts are of the day, 0 where there is nothing yet.
    """

    criterion: Criterion = "longest-available"

    code: ClassVar[str] = "as_uccx"
    parts: ClassVar[tuple[str, ...]] = ("order",)

    def refuses(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        return missing(ask.queue.skills, agent, 0)

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        if self.criterion == "circular":
            circle = walk(ask.queue.pointer, by_joining=False)
            return lambda agent, own: circle(agent, own)[1:]
        return lambda agent, own: (*self.order(ask, agent, own), agent.since - ask.view.now)

    def order(self, ask: AgentAsk, agent: Agent, own: Membership) -> tuple[int, ...]:
        """What comes before the time she has been available."""
        had, name = own.tally.get("day", NOTHING), self.criterion
        if name == "linear":
            return (own.position,)
        if name == "most-handled":
            return (-had.calls,)
        if name == "shortest-average-handle-time":
            return (handling(had, 0),)
        if name == "longest-available":
            return ()
        by = MEASURES.get(name.rpartition("-by-")[2], "sum")
        skill = measure(by, ask.queue.skills, agent)
        return tuple(-level for level in skill) if name.startswith("most") else skill


class CallsAsUccx(CallRule, frozen=True, tag="as-uccx"):
    """Ten priorities, 10 before 1, first come first served in each, whatever the queue; nothing ages."""

    code: ClassVar[str] = "as_uccx"
    parts: ClassVar[tuple[str, ...]] = ("-priority", "-waited")

    def scorer(self, ask: CallAsk) -> CallScorer:
        now = ask.view.now
        return lambda call, own: (-call.priority, call.arrived - now)
