"""A snapshot with its indexes: who serves which queue, what waits where. Made once, asked often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.core.ranking.expression import read
from gudok.core.ranking.snapshot import Agent, Call, Membership, Queue, Snapshot, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Member = tuple[Agent, Membership]
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
        "agents", "asks", "calls", "members", "now", "orders", "plugins", "queues", "ready", "sight", "waiting",
    )  # fmt: skip

    def __init__(self, snapshot: Snapshot, plugins: Mapping[str, Callable[..., Any]] | None = None) -> None:
        self.now = snapshot.now
        self.agents: dict[str, Agent] = {agent.id: agent for agent in sorted(snapshot.agents, key=lambda a: a.id)}
        self.calls: dict[str, Call] = {call.id: call for call in sorted(snapshot.calls, key=lambda c: c.id)}
        self.queues: dict[str, Queue] = {queue.id: queue for queue in snapshot.queues}
        self.members: dict[str, list[Member]] = {}
        self.ready: dict[str, list[Member]] = {}
        self.waiting: dict[str, list[Call]] = {}
        self.orders: dict[tuple[Any, str], list[tuple[tuple[int, ...], str, Agent, Membership]]] = {}
        self.asks: dict[tuple[str, int], Any] = {}
        """Questions about a call that were asked of a rule, with what it has worked out for them."""
        self.plugins = plugins or {}
        self.sight: Any = None
        """What functions of the house's own see of it, once one is asked."""
        for agent in self.agents.values():
            for queue, own in agent.queues.items():
                self.members.setdefault(queue, []).append((agent, own))
                if agent.state == "ready":
                    self.ready.setdefault(queue, []).append((agent, own))
        for call in self.calls.values():
            self.waiting.setdefault(call.queue, []).append(call)

    def queue(self, name: str) -> Queue:
        """The queue's rules, the default ones where the snapshot has none."""
        return self.queues.get(name) or Queue(name)

    def length(self, queue: str) -> int:
        """How many calls wait in it."""
        return len(self.waiting.get(queue, ()))

    def free(self, queue: str) -> int:
        """How many of its operators are ready."""
        return len(self.ready.get(queue, ()))

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
