"""As Avaya Communication Manager: hunt groups for agents, call handling preferences for calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from gudok.core.ranking.agents.occupancy import MILLION, share
from gudok.core.ranking.agents.order import walk
from gudok.core.ranking.calls.arrival import objective
from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer, CallAsk, CallRule, CallScorer, Score
from gudok.core.ranking.view import NOTHING, counted

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Agent, Call, Membership

Group = Literal["ucd-mia", "ucd-loa", "ead-mia", "ead-loa", "ddc", "circ", "pad"]


class AsAvaya(AgentRule, frozen=True, tag="as-avaya"):
    """Agent surplus: UCD, most idle (MIA) or least occupied (LOA), ignores the level; EAD goes by the level first (1 is
    the best); DDC is linear, circ circular; PAD goes by what is missing to her share (per cent).

    `across`: a call in any skill ends her idle time, not only one of this skill. `acw_idle`: wrap-up counts as idle.
    Business Advocate guide, page 36: A level 1 90 %, B level 1 95 %, C level 2 64 %: EAD-LOA takes A, UCD-LOA C.
    """

    group: Group = "ucd-mia"
    window: str = "day"
    across: bool = True
    acw_idle: bool = False

    code: ClassVar[str] = "as_avaya"
    parts: ClassVar[tuple[str, ...]] = ("order",)

    def idle(self, now: int, agent: Agent, own: Membership) -> int:
        """How long she has been idle, as the switches say, turned round."""
        if not self.across:
            return (own.ended or agent.since) - now
        return ((agent.ended or agent.since) if self.acw_idle else agent.since) - now

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now, group = ask.view.now, self.group
        if group == "ddc":
            return lambda agent, own: (own.position,)
        if group == "circ":
            circle = walk(ask.queue.pointer, by_joining=False)
            return lambda agent, own: circle(agent, own)[1:]

        def score(agent: Agent, own: Membership) -> Score:
            had = counted(agent, own, self.window, "all")
            level = (own.level,) if group.startswith("ead") else ()
            if group == "pad":
                here = counted(agent, own, self.window, "queue")
                return (share(here.work, had.staffed) - own.share * MILLION // 100, self.idle(now, agent, own))
            second = (share(had.work, had.staffed),) if group.endswith("loa") else ()
            return (*level, *second, self.idle(now, agent, own))

        return score


class CallsAsAvaya(CallRule, frozen=True, tag="as-avaya"):
    """Call surplus, by the agent's call handling preference.

    `skill-level`: the oldest of the highest priority in her best skill; `greatest-need`: over all skills;
    `percent-allocation`: the skill that is furthest below its share of her work; `service-objective`: the worst (wait /
    objective). Priorities 3 top, 2 high, 1 medium, 0 low. Skills whose expected wait is at least `override_at` (ms; 0:
    never) come first: the Service Level Supervisor's call selection override.
    """

    preference: Literal["skill-level", "greatest-need", "percent-allocation", "service-objective"] = "skill-level"
    window: str = "day"
    override_at: int = 0

    code: ClassVar[str] = "as_avaya"
    parts: ClassVar[tuple[str, ...]] = ("calm",)

    def scorer(self, ask: CallAsk) -> CallScorer:
        view = ask.view
        work = {name: own.tally.get(self.window, NOTHING).work for name, own in ask.agent.queues.items()}
        whole = sum(work.values())

        def first(call: Call, own: Membership) -> tuple[int, ...]:
            if self.preference == "skill-level":
                return (own.level,)
            if self.preference == "percent-allocation":
                return (share(work[call.queue], whole) - own.share * MILLION // 100,)
            if self.preference == "service-objective":
                return (-share(view.now - call.arrived, objective(view, call)),)
            return ()

        def score(call: Call, own: Membership) -> Score:
            calm = int(not self.override_at or view.queue(call.queue).estimate < self.override_at)
            return (calm, *first(call, own), -call.priority, call.arrived - view.now)

        return score
