"""As Twilio TaskRouter: the targets of a workflow's filter, workers ordered by expressions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Literal

from msgspec import Struct

from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer, CallAsk, CallRule, CallScorer, RuleError, Score
from gudok.core.reason import Reason

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Agent, Membership

_TERM = re.compile(r"\s*worker\.(\w+)(?:\s+(ASC|DESC))?\s*", re.IGNORECASE)


class Target(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A target: which workers (`expression`), in which order (`order_by`: `worker.level DESC, …`), how long (`timeout`,
    ms; 0: for ever). `skip_if_none` goes on at once when no worker of it is available. `known_worker`: that one alone.
    """

    expression: str = ""
    order_by: str = ""
    timeout: int = 0
    skip_if_none: bool = False
    known_worker: str = ""


class AsTaskrouter(AgentRule, frozen=True, tag="as-taskrouter"):
    """Targets in turn; in a target the longest unoccupied worker, or as `order_by` says.

    `worker.activity_changed` is when she became available; other names are attributes, then skills, then her level.
    After the last target's time-out nobody gets the task. `reserved`: how many are asked at once.
    """

    targets: tuple[Target, ...] = (Target(),)
    reserved: int = 1

    code: ClassVar[str] = "as_taskrouter"
    parts: ClassVar[tuple[str, ...]] = ("order",)

    def target(self, ask: AgentAsk) -> Target | None:
        """The target that holds now; nothing when all have timed out."""
        if "target" not in ask.memo:
            ask.memo["target"] = self.find(ask)
        found: Target | None = ask.memo["target"]
        return found

    def find(self, ask: AgentAsk) -> Target | None:
        ends = ask.call.arrived
        for target in self.targets:
            if target.skip_if_none and not any(fits(ask, target, agent) for agent, _ in ask.able):
                continue
            ends += target.timeout
            if not target.timeout or ask.view.now < ends:
                return target
        return None

    def refuses(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        target = self.target(ask)
        if target is None:
            return Reason("targets_over")
        return None if fits(ask, target, agent) else Reason("criteria_unmet", {"needs": target.expression})

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        target = self.target(ask)
        terms = order_of(target.order_by if target else "")
        return lambda agent, own: (*(sign * value(agent, name) for name, sign in terms), agent.since - ask.view.now)

    def at_once(self) -> int:
        return max(self.reserved, 1)

    def together(self, ask: AgentAsk, scores: list[Score]) -> int:
        return min(len(scores), self.reserved)


def fits(ask: AgentAsk, target: Target, agent: Agent) -> bool:
    """Whether a worker belongs to a target."""
    if target.known_worker and agent.id != target.known_worker:
        return False
    return not target.expression or ask.view.holds(target.expression, ask.call, agent, ask.call.queue)


def order_of(text: str) -> list[tuple[str, int]]:
    """Names with their signs of `worker.level DESC, worker.activity_changed ASC`; RuleError when it is not that."""
    terms = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        found = _TERM.fullmatch(part)
        if found is None:
            raise RuleError(f"order_by: {part!r} is not «worker.name ASC» or «worker.name DESC»")
        terms.append((found[1], -1 if (found[2] or "ASC").upper() == "DESC" else 1))
    return terms


def value(agent: Agent, name: str) -> int:
    """What a worker is ordered by."""
    if name == "activity_changed":
        return agent.since
    found = agent.attributes.get(name, agent.skills.get(name, agent.level if name == "level" else 0))
    return found if isinstance(found, int) else 0


class CallsAsTaskrouter(CallRule, frozen=True, tag="as-taskrouter"):
    """The highest priority, then the oldest; a LIFO queue takes the newest and ignores priority."""

    order: Literal["fifo", "lifo"] = "fifo"

    code: ClassVar[str] = "as_taskrouter"
    parts: ClassVar[tuple[str, ...]] = ("-priority", "-waited")

    def scorer(self, ask: CallAsk) -> CallScorer:
        now = ask.view.now
        if self.order == "lifo":
            return lambda call, own: (0, now - call.arrived)
        return lambda call, own: (-call.priority, call.arrived - now)
