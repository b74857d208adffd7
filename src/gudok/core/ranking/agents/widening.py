"""Whom a call may have widens as it waits: bullseye rings, criteria that expire, groups that help under load."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct, structs

from gudok.core.ranking.agents.idle import LongestIdle
from gudok.core.ranking.agents.simple import Simple
from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer, Score
from gudok.core.ranking.snapshot import Step
from gudok.core.reason import Reason

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Agent, Call, Membership


class Ring(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A ring is alone for `lasts` (ms); when it ends, the skills in `drop` are wanted no more."""

    lasts: int
    drop: tuple[str, ...] = ()


class Bullseye(AgentRule, frozen=True, tag="bullseye"):
    """Rings round the bull's eye: first the innermost operators, then also those of the next ring, and so on.

    Genesys's bullseye routing, up to six rings. Of all who are reached by now an inner ring comes before an outer one
    (Genesys compares skills over all of them, which puzzles people); within a ring `then` orders.
    """

    rings: tuple[Ring, ...] = (Ring(30_000), Ring(30_000))
    then: Simple = LongestIdle()

    def reached(self, ask: AgentAsk) -> int:
        """The outermost ring by now; 1 is the innermost."""
        ends, ring = 0, 1
        for one in self.rings:
            ends += one.lasts
            if ask.waited < ends:
                return ring
            ring += 1
        return ring

    def adapted(self, ask: AgentAsk) -> Call:
        dropped = {skill for ring in self.rings[: self.reached(ask) - 1] for skill in ring.drop}
        if not dropped:
            return ask.call
        return structs.replace(ask.call, wants=tuple(want for want in ask.call.wants if want.skill not in dropped))

    def refuses(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        reached = self.reached(ask)
        if own.ring > reached:
            return Reason("outer_ring", {"ring": own.ring, "reached": reached})
        return self.then.refuses(ask, agent, own)

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        then = self.then.scorer(ask)
        return lambda agent, own: (own.ring, *then(agent, own))

    def why(self, ask: AgentAsk, agent: Agent, own: Membership, score: Score) -> Reason:
        then = self.then.why(ask, agent, own, score[1:])
        return Reason("inner_ring", {**then.numbers, "ring": own.ring})

    def again(self, ask: AgentAsk) -> int:
        reached = self.reached(ask)
        if reached > len(self.rings):
            return 0
        return ask.call.arrived + sum(ring.lasts for ring in self.rings[:reached])


class Criteria(AgentRule, frozen=True, tag="criteria"):
    """Steps of an expression and how long it holds; after the last anybody of the queue.

    Amazon Connect's routing criteria, Wazo's skill rules, the targets of a TaskRouter workflow. The call's own `steps`
    come before those of the rule. With `skip_empty` a step that fits nobody at work ends at once.
    """

    steps: tuple[Step, ...] = ()
    skip_empty: bool = False
    then: Simple = LongestIdle()

    def active(self, ask: AgentAsk) -> tuple[int, Step | None, int]:
        """The number of the step that holds now (from 1), the step, and when it ends (UTC ms, 0: never)."""
        if "step" not in ask.memo:
            ask.memo["step"] = self.find(ask)
        found: tuple[int, Step | None, int] = ask.memo["step"]
        return found

    def find(self, ask: AgentAsk) -> tuple[int, Step | None, int]:
        steps, ends = ask.call.steps or self.steps, ask.call.arrived
        for number, step in enumerate(steps, 1):
            if self.skip_empty and not self.fits_somebody(ask, step):
                continue
            ends += step.lasts
            if not step.lasts or ask.view.now < ends:
                return number, step, ends if step.lasts else 0
        return len(steps) + 1, None, 0

    @staticmethod
    def fits_somebody(ask: AgentAsk, step: Step) -> bool:
        members = ask.view.members_of(ask.call.queue)
        return any(
            agent.state != "away" and ask.view.holds(step.needs, ask.call, agent, ask.call.queue)
            for agent, _ in members
        )

    def refuses(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        number, step, _ = self.active(ask)
        if step is not None and not ask.view.holds(step.needs, ask.call, agent, ask.call.queue):
            return Reason("criteria_unmet", {"step": number, "needs": step.needs})
        return self.then.refuses(ask, agent, own)

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        return self.then.scorer(ask)

    def why(self, ask: AgentAsk, agent: Agent, own: Membership, score: Score) -> Reason:
        then = self.then.why(ask, agent, own, score)
        return Reason(then.code, {**then.numbers, "step": self.active(ask)[0]})

    def again(self, ask: AgentAsk) -> int:
        return self.active(ask)[2]


class Help(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Groups that help while `when` is true of this queue, and `guard` (if any) of the queue `of` they come from."""

    groups: tuple[str, ...]
    when: str
    guard: str = ""
    of: str = ""


class ConditionalGroups(AgentRule, frozen=True, tag="conditional-groups"):
    """Groups of operators who help a queue only while a figure says so.

    Genesys's conditional group routing. Members whose group is named in no condition always count, and come first; then
    the groups in the order of the conditions; within each `then` orders.
    """

    helps: tuple[Help, ...] = ()
    then: Simple = LongestIdle()

    code: ClassVar[str] = "group_helps"
    parts: ClassVar[tuple[str, ...]] = ("order",)

    def orders(self, ask: AgentAsk) -> dict[str, int]:
        """The helping groups with their place (from 1); 0 for those that do not help now."""
        if "orders" not in ask.memo:
            places: dict[str, int] = {}
            for place, help_ in enumerate(self.helps, 1):
                called = ask.view.holds(help_.when, ask.call, None, ask.call.queue)
                if called and help_.guard:
                    called = ask.view.holds(help_.guard, None, None, help_.of or ask.call.queue)
                for group in help_.groups:
                    places[group] = places.get(group, 0) or (place if called else 0)
            ask.memo["orders"] = places
        found: dict[str, int] = ask.memo["orders"]
        return found

    def refuses(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        if self.orders(ask).get(agent.group) == 0:
            return Reason("group_not_called", {"group": agent.group})
        return self.then.refuses(ask, agent, own)

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        orders, then = self.orders(ask), self.then.scorer(ask)
        return lambda agent, own: (orders.get(agent.group, 0), *then(agent, own))

    def why(self, ask: AgentAsk, agent: Agent, own: Membership, score: Score) -> Reason:
        if score[0]:
            return Reason(self.code, {"group": agent.group})
        return self.then.why(ask, agent, own, score[1:])
