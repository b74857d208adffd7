"""A snapshot with its indexes: who serves which queue, what waits where. Made once, asked often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.core.ranking.expression import of_agent, read
from gudok.core.ranking.skills import level_wanted
from gudok.core.ranking.snapshot import Agent, Call, Membership, Queue, Snapshot, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Member = tuple[Agent, Membership]
Wanted = tuple[tuple[tuple[str, int], ...], str]
"""Skills, each with its level, and an expression that asks of the operator alone, or ""."""
ANYBODY: Wanted = ((), "")
NOTHING = Tally()
OUTSIDE = Membership()
"""Stands for the membership of who does not serve the queue."""
_ALIASES = {"worker": "agent", "task": "call"}
_FIELDS = {
    "agent": ("id", "group", "state", "level"),
    "call": ("id", "queue", "priority", "vip", "channel", "customer", "last"),
    "queue": ("id", "weight", "estimate", "objective"),
}


class View:
    """What the algorithms ask of a snapshot. Everything in it is sorted by id."""

    __slots__ = (
        "agents", "asks", "calls", "fits", "groups", "looked", "members", "now", "orders", "plugins", "queues", "ready",
        "sight", "waiting",
    )  # fmt: skip

    def __init__(self, snapshot: Snapshot, plugins: Mapping[str, Callable[..., Any]] | None = None) -> None:
        self.begin(snapshot.now, plugins)
        self.agents: Mapping[str, Agent] = {agent.id: agent for agent in sorted(snapshot.agents, key=lambda a: a.id)}
        self.calls: Mapping[str, Call] = {call.id: call for call in sorted(snapshot.calls, key=lambda c: c.id)}
        self.queues: Mapping[str, Queue] = {queue.id: queue for queue in snapshot.queues}
        self.members: dict[str, list[Member]] = {}
        self.ready: dict[str, list[Member]] = {}
        self.waiting: dict[str, list[Call]] = {}
        for agent in self.agents.values():
            for queue, own in agent.queues.items():
                self.members.setdefault(queue, []).append((agent, own))
                if agent.state == "ready":
                    self.ready.setdefault(queue, []).append((agent, own))
        for call in self.calls.values():
            self.waiting.setdefault(call.queue, []).append(call)

    def begin(self, now: int, plugins: Mapping[str, Callable[..., Any]] | None) -> None:
        """Nothing has been asked yet.

        What is worked out is kept: `orders` by rule, `asks` by call and rule, `fits` by the skills wanted, `groups`
        (see routing) by queue and rule; `looked` are the queues whose next look is set, `sight` is what functions of
        the house's own see.
        """
        self.now, self.plugins = now, plugins or {}
        self.sight: Any = None
        self.orders: dict[Any, list[tuple[tuple[int, ...], str, Agent, Membership]]] = {}
        self.asks: dict[tuple[str, int], Any] = {}
        self.fits: dict[Any, list[Member]] = {}
        self.groups: dict[tuple[str, int], dict[Wanted, list[Call]]] = {}
        self.looked: set[str] = set()

    def agent(self, name: str) -> Agent | None:
        """An operator."""
        return self.agents.get(name)

    def call(self, name: str) -> Call | None:
        """A call that waits."""
        return self.calls.get(name)

    def queue(self, name: str) -> Queue:
        """The queue's rules, the default ones where the snapshot has none."""
        return self.queues.get(name) or Queue(name)

    def members_of(self, queue: str) -> list[Member]:
        """Its operators, whatever they do."""
        return self.members.get(queue, [])

    def ready_of(self, queue: str) -> list[Member]:
        """Those of them who are ready."""
        return self.ready.get(queue, [])

    def waiting_of(self, queue: str) -> list[Call]:
        """The calls that wait in it."""
        return self.waiting.get(queue, [])

    def skilled(self, call: Call) -> list[Member]:
        """The ready operators who are what a call wants by now: the same for all calls that want the same."""
        wanted = self.wanted(call)
        if wanted == ANYBODY:
            return self.ready_of(call.queue)
        key = call.queue, wanted
        if key not in self.fits:
            self.fits[key] = [one for one in self.ready_of(call.queue) if self.has(one[0], wanted)]
        return self.fits[key]

    def wanted(self, call: Call) -> Wanted:
        """What a call wants of any operator by now."""
        if not (call.wants or call.needs):
            return ANYBODY
        waited = self.waited(call)
        skills = tuple((want.skill, level_wanted(want, waited)) for want in call.wants)
        return skills, call.needs if of_agent(call.needs) else ""

    def has(self, agent: Agent, wanted: Wanted) -> bool:
        """Whether an operator is what is wanted: has all the skills, each well enough."""
        skills, needs = wanted
        if not all(agent.skills.get(skill, 0) >= level for skill, level in skills):
            return False
        return not needs or self.holds(needs, None, agent, "")

    def length(self, queue: str) -> int:
        """How many calls wait in it."""
        return len(self.waiting_of(queue))

    def free(self, queue: str) -> int:
        """How many of its operators are ready."""
        return len(self.ready_of(queue))

    def waited(self, call: Call) -> int:
        """For how long a call has waited."""
        return self.now - call.arrived

    def holds(self, text: str, call: Call | None, agent: Agent | None, queue: str) -> bool:
        """Whether an expression is true of them."""
        return read(text).holds(lambda name: self.meaning(name, call, agent, queue))

    def meaning(self, name: str, call: Call | None, agent: Agent | None, queue: str) -> Any:
        """What a name in an expression stands for; `None` for nothing."""
        whose, _, field = name.partition(".")
        if not field:
            if name == "waited":
                return None if call is None else self.waited(call)
            return None if agent is None else agent.skills.get(name, 0)
        whose = _ALIASES.get(whose, whose)
        if whose == "skill":
            return None if agent is None else agent.skills.get(field, 0)
        if whose == "agent" and agent is not None:
            return tuple(sorted(agent.skills)) if field == "skills" else self._field(whose, agent, field)
        if whose == "call" and call is not None:
            return self.waited(call) if field == "waited" else self._field(whose, call, field)
        if whose == "queue":
            return self._of_queue(queue, field)
        return None

    @staticmethod
    def _field(whose: str, thing: Agent | Call, field: str) -> Any:
        if field in thing.attributes:
            return thing.attributes[field]
        return getattr(thing, field) if field in _FIELDS[whose] else None

    def _of_queue(self, name: str, field: str) -> Any:
        queue = self.queue(name)
        if field == "waiting":
            return self.length(name)
        if field == "ready":
            return self.free(name)
        return getattr(queue, field) if field in _FIELDS["queue"] else queue.figures.get(field)


def counted(agent: Agent, own: Membership, window: str, scope: str) -> Tally:
    """The operator's counts of a window: of this queue, or of all."""
    tallies: Mapping[str, Tally] = own.tally if scope == "queue" else agent.tally
    return tallies.get(window, NOTHING)
