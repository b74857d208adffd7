"""As Asterisk's app_queue (apps/app_queue.c): one number a member, the smallest is rung."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from msgspec import Struct, structs

from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer, CallAsk, CallRule, CallScorer, Score
from gudok.core.reason import Reason

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Agent, Call, Membership
    from gudok.core.ranking.view import Member, View

BRACKET, ROUND, SECOND = 1_000_000, 1_000, 1_000
Strategy = Literal[
    "ringall", "linear", "rrmemory", "rrordered", "random", "wrandom", "fewestcalls", "leastrecent"
]  # fmt: skip


class PenaltyChange(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A line of queuerules.conf: from `after` (ms waited) these limits hold (-1: as before)."""

    after: int
    max_penalty: int = -1
    min_penalty: int = -1
    raise_penalty: int = -1


class AsAsterisk(AgentRule, frozen=True, tag="as-asterisk"):
    """The eight strategies, with what surprises people:

    - a penalty is 1,000,000 in the sum, not a bracket: with leastrecent a member of penalty 1 idle for over 11.57 days
      passes one of penalty 0; above a million calls fewestcalls does the same;
    - walks count in thousands: above 1000 members rrmemory and linear go wrong;
    - leastrecent counts from the last call's end, and who never had one is first; fewestcalls floods a newcomer;
    - wrandom's penalty is a weight: 0 against 1 is 75 to 25;
    - a heavier queue with enough callers keeps the member even where its callers cannot have her (#1561).

    Pointers stand for rrpos and linpos: whose turn is next, not who was last. `ringinuse` (its default) rings members
    who talk. Limits of 0 are none.
    """

    strategy: Strategy = "ringall"
    ringinuse: bool = True
    shared_lastcall: bool = False
    max_penalty: int = 0
    min_penalty: int = 0
    raise_penalty: int = 0
    raise_within: bool = False
    members_limit: int = 0
    changes: tuple[PenaltyChange, ...] = ()

    code: ClassVar[str] = "as_asterisk"
    parts: ClassVar[tuple[str, ...]] = ("metric",)

    def candidates(self, ask: AgentAsk) -> list[Member]:
        return ask.view.members_of(ask.call.queue) if self.ringinuse else super().candidates(ask)

    def may(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        if self.ringinuse and agent.state in ("talking", "ringing"):
            agent = structs.replace(agent, state="ready", load={})
        return super().may(ask, agent, own)

    def refuses(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        ended = agent.ended if self.shared_lastcall else own.ended
        if ended and ask.queue.wrapup and ask.view.now - ended < ask.queue.wrapup:
            return Reason("still_wrapping_up", {"left": ended + ask.queue.wrapup - ask.view.now})
        if self.penalty(ask, own) < 0:
            return Reason("penalty_outside", {"penalty": own.penalty})
        return blocked(ask.view, agent, ask.call.queue)

    def limits(self, waited: int) -> tuple[int, int, int]:
        """The smallest and the greatest penalty, and what small ones are raised to, after so long a wait."""
        least, most, lift = self.min_penalty, self.max_penalty, self.raise_penalty
        for change in sorted(self.changes, key=lambda change: change.after):
            if waited >= change.after:
                least = least if change.min_penalty < 0 else change.min_penalty
                most = most if change.max_penalty < 0 else change.max_penalty
                lift = lift if change.raise_penalty < 0 else change.raise_penalty
        return least, most, lift

    def penalty(self, ask: AgentAsk, own: Membership) -> int:
        """The penalty that counts; -1 when it is outside the limits."""
        if len(ask.view.members_of(ask.call.queue)) <= self.members_limit:
            return 0
        least, most, lift = self.limits(ask.waited)
        penalty = own.penalty
        inside = penalty >= least and (not most or penalty <= most)
        if lift and penalty < lift and (inside or not self.raise_within):
            penalty = lift
        return -1 if penalty < least or (most and penalty > most) else penalty

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        def score(agent: Agent, own: Membership) -> tuple[int, ...]:
            penalty = self.penalty(ask, own)
            if self.strategy == "wrandom":
                return (ask.dice.roll(agent.id, (1 + penalty) * ROUND),)
            return (self.metric(ask, agent, own) + penalty * BRACKET,)

        return score

    def metric(self, ask: AgentAsk, agent: Agent, own: Membership) -> int:
        """The number without its penalty."""
        strategy = self.strategy
        if strategy == "linear":
            return turn(own.position, ask.call.pointer.position if ask.call.pointer else 0)
        if strategy in ("rrmemory", "rrordered"):
            place = own.joined if strategy == "rrmemory" else own.position
            return turn(place, ask.queue.pointer.position if ask.queue.pointer else 0)
        if strategy == "random":
            return ask.dice.roll(agent.id, ROUND)
        if strategy == "fewestcalls":
            return own.tally["all"].calls if "all" in own.tally else 0
        if strategy == "leastrecent":
            ended = agent.ended if self.shared_lastcall else own.ended
            return BRACKET - (ask.view.now - ended) // SECOND if ended else 0
        return 0

    def at_once(self) -> int:
        return 0 if self.strategy == "ringall" else 1

    def together(self, ask: AgentAsk, scores: list[Score]) -> int:
        return sum(score == scores[0] for score in scores) if self.strategy == "ringall" else 1


def turn(place: int, reached: int) -> int:
    """A place in the walk; those before the pointer come a thousand later."""
    return place + ROUND if place < reached else place


def blocked(view: View, agent: Agent, queue: str) -> Reason | None:
    """compare_weight: a heavier queue of hers has at least as many callers as free members. Whether any of them could
    have her is not asked (#1561), nor whether she is paused there."""
    weight = view.queue(queue).weight
    for name in sorted(agent.queues):
        if name != queue and view.queue(name).weight > weight and view.length(name):
            free = sum(not own.paused for _, own in view.ready_of(name))
            if view.length(name) >= free:
                return Reason("heavier_queue", {"queue": name, "waiting": view.length(name)})
    return None


class CallsAsAsterisk(CallRule, frozen=True, tag="as-asterisk"):
    """A queue's callers by priority, then by arrival; between queues weight blocks (see above), else arrival.

    Without `autofill` only the head of each queue may have anybody. `force_longest`: before a caller is served an older
    one (`yes`) or one of higher priority (`prio`) in a queue of the same weight is; `no`: as with `yes` here, because
    then whose thread is first decides. VIP is unknown to Asterisk.
    """

    autofill: bool = True
    force_longest: Literal["no", "yes", "prio"] = "no"

    code: ClassVar[str] = "as_asterisk"
    parts: ClassVar[tuple[str, ...]] = ("place", "-priority", "-waited")

    def refuses(self, ask: CallAsk, call: Call, own: Membership) -> Reason | None:
        if not self.autofill and line(ask.view, call.queue)[0].id != call.id:
            return Reason("not_the_head")
        return blocked(ask.view, ask.agent, call.queue)

    def scorer(self, ask: CallAsk) -> CallScorer:
        lines: dict[str, int] = {}
        for queue in sorted({call.queue for call in ask.able}):
            able = [call for call in line(ask.view, queue) if call in ask.able]
            lines.update({call.id: place for place, call in enumerate(able)})
        now, by_priority = ask.view.now, self.force_longest == "prio"

        def score(call: Call, own: Membership) -> Score:
            return (lines[call.id], -call.priority if by_priority else 0, call.arrived - now)

        return score


def line(view: View, queue: str) -> list[Call]:
    """A queue's callers in their order."""
    return sorted(view.waiting_of(queue), key=lambda call: (-call.priority, call.arrived, call.id))
