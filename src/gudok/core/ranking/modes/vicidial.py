"""As VICIdial: the in-group's next_agent_call, and the queue priority."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Literal

from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer, CallAsk, CallRule, CallScorer, Score
from gudok.core.ranking.view import NOTHING

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Agent, Membership, Talk

NextAgentCall = Literal[
    "random", "oldest_call_start", "oldest_call_finish",
    "oldest_inbound_call_start", "oldest_inbound_call_finish",
    "oldest_inbound_filtered_call_start", "oldest_inbound_filtered_call_finish",
    "overall_user_level", "inbound_group_rank", "campaign_rank",
    "ingroup_grade_random", "campaign_grade_random",
    "fewest_calls", "fewest_calls_campaign", "longest_wait_time",
    "overall_user_level_wait_time", "campaign_rank_wait_time", "fewest_calls_wait_time",
    "fewest_calls_campaign_wait_time", "inbound_group_rank_wait_time", "ring_all",
]  # fmt: skip
WAIT = "_wait_time"


class AsVicidial(AgentRule, frozen=True, tag="as-vicidial"):
    """All 21 values of next_agent_call.

    «Filtered» leaves out talks whose result does not count: a hang-up call does not cost an agent her place.
    «…_wait_time» breaks ties by how long she actively waits. Campaign rank and grade are her attributes
    `campaign_rank` and `campaign_grade`. Counts are of the day.
    """

    next_agent_call: NextAgentCall = "random"

    code: ClassVar[str] = "as_vicidial"
    parts: ClassVar[tuple[str, ...]] = ("order",)

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        name = self.next_agent_call
        if name == "random":
            return lambda agent, own: (ask.dice.roll(agent.id, 1 << 32),)
        if name == "ingroup_grade_random":
            return lambda agent, own: (-ask.dice.best_of(agent.id, own.grade),)
        if name == "campaign_grade_random":
            return lambda agent, own: (-ask.dice.best_of(agent.id, number(agent, "campaign_grade", 1)),)
        if name in ORDERS:
            order = ORDERS[name]
            return lambda agent, own: (order(agent, own),)
        first = ORDERS[name.removesuffix(WAIT)]
        return lambda agent, own: (first(agent, own), agent.since)

    def at_once(self) -> int:
        return 0 if self.next_agent_call == "ring_all" else 1

    def together(self, ask: AgentAsk, scores: list[Score]) -> int:
        return len(scores) if self.next_agent_call == "ring_all" else 1


def number(agent: Agent, name: str, otherwise: int) -> int:
    """An attribute that is a number."""
    value = agent.attributes.get(name, otherwise)
    return value if isinstance(value, int) else otherwise


def newest(agent: Agent, counts: Callable[[Talk], bool]) -> Talk | None:
    """Her latest talk of those that count."""
    return next((talk for talk in reversed(agent.talks) if counts(talk)), None)


def inbound(finish: bool, filtered: bool) -> Callable[[Agent, Membership], int]:
    """When her newest inbound talk began or ended; with `filtered` of those that count."""

    def order(agent: Agent, own: Membership) -> int:
        talk = newest(agent, lambda talk: talk.inbound and not (filtered and talk.filtered))
        return 0 if talk is None else talk.ended if finish else talk.began

    return order


ORDERS: dict[str, Callable[[Agent, Membership], int]] = {
    "oldest_call_start": lambda agent, own: agent.began,
    "oldest_call_finish": lambda agent, own: agent.ended,
    "oldest_inbound_call_start": inbound(finish=False, filtered=False),
    "oldest_inbound_call_finish": inbound(finish=True, filtered=False),
    "oldest_inbound_filtered_call_start": inbound(finish=False, filtered=True),
    "oldest_inbound_filtered_call_finish": inbound(finish=True, filtered=True),
    "overall_user_level": lambda agent, own: -agent.level,
    "inbound_group_rank": lambda agent, own: -own.rank,
    "campaign_rank": lambda agent, own: -number(agent, "campaign_rank", 0),
    "fewest_calls": lambda agent, own: own.tally.get("day", NOTHING).calls,
    "fewest_calls_campaign": lambda agent, own: agent.tally.get("day", NOTHING).calls,
    "longest_wait_time": lambda agent, own: agent.since,
    "ring_all": lambda agent, own: 0,
}


class CallsAsVicidial(CallRule, frozen=True, tag="as-vicidial"):
    """The greatest queue priority (-99 to 99, the queue's `weight`), then the oldest call. Nothing else counts."""

    code: ClassVar[str] = "as_vicidial"
    parts: ClassVar[tuple[str, ...]] = ("-queue_priority", "-waited")

    def scorer(self, ask: CallAsk) -> CallScorer:
        view = ask.view
        return lambda call, own: (-view.queue(call.queue).weight, call.arrived - view.now)
