"""As Genesys Cloud: evaluation methods, bullseye, conversation and priority scoring."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from msgspec import structs

from gudok.core.ranking.agents.skilled import measure
from gudok.core.ranking.agents.widening import Bullseye, Ring
from gudok.core.ranking.rule import AgentAsk, AgentScorer, CallAsk, CallRule, CallScorer, Score

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Agent, Call, Membership
    from gudok.core.reason import Reason

MINUTE = 60_000


class AsGenesys(Bullseye, frozen=True, tag="as-genesys"):
    """Who has all skills (`all`), has them best (`best`: the highest average proficiency), or anybody (`disregard`);
    the longest since the last interaction.

    With `rings` a bullseye queue: after each time-out one more ring is added and its skills are dropped. Best available
    skills compares all who are reached by then, the first ring again among them, so that a better agent of an outer
    ring comes before a worse one of the inner.
    """

    rings: tuple[Ring, ...] = ()
    evaluation: Literal["all", "best", "disregard"] = "all"

    code: ClassVar[str] = "as_genesys"
    parts: ClassVar[tuple[str, ...]] = ("-skill",)

    def reached(self, ask: AgentAsk) -> int:
        return super().reached(ask) if self.rings else 1 << 16

    def adapted(self, ask: AgentAsk) -> Call:
        call = super().adapted(ask) if self.rings else ask.call
        return structs.replace(call, wants=()) if self.evaluation == "disregard" else call

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now, wants, best = ask.view.now, ask.call.wants, self.evaluation == "best"

        def score(agent: Agent, own: Membership) -> tuple[int, ...]:
            skill = measure("average", wants, agent)[0] if best else 0
            return (-skill, (agent.ended or agent.since) - now)

        return score

    def why(self, ask: AgentAsk, agent: Agent, own: Membership, score: Score) -> Reason:
        return self.reason(self.code, score)


class CallsAsGenesys(CallRule, frozen=True, tag="as-genesys"):
    """Conversation score: a point of priority is a minute of age. Priority score: strictly by priority, then age.

    Queues named in `by_priority` have priority score; between queues of different scoring they are served first.
    """

    by_priority: tuple[str, ...] = ()

    code: ClassVar[str] = "as_genesys"
    parts: ClassVar[tuple[str, ...]] = ("order", "-priority", "-age")

    def scorer(self, ask: CallAsk) -> CallScorer:
        now = ask.view.now

        def score(call: Call, own: Membership) -> tuple[int, ...]:
            if call.queue in self.by_priority:
                return (0, -call.priority, call.arrived - now)
            return (1, 0, call.arrived - now - call.priority * MINUTE)

        return score
