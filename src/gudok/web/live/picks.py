"""The list of calls that an operator may pick: told to the desks of queues whose calls wait for that, and to no other.

A topic `picks:<operator>` is told when such a queue changes, and with the beat, for time alone lets operators have more
calls. Operators who see the same calls share the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.core.move import Move
from gudok.core.routing.chosen import is_pulled, view_of
from gudok.core.routing.pick import pickable
from gudok.core.state import Agent, Away, Booked, Waiting, waits
from gudok.web.live import pictures
from gudok.web.live.walls import MASKED, event

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gudok.core.ranking.view import View
    from gudok.core.state import Call
    from gudok.web.live.replica import Replica

KIND = "picks:"
MOST = 50
"""So many calls are listed; how many more there are is told."""


def pulled(replica: Replica, operator: str) -> list[str]:
    """The queues of an operator whose calls are picked."""
    return [queue for queue in replica.state.served(operator) if is_pulled(replica.state, queue)]


def topic_of(replica: Replica, operator: str, masked: bool) -> tuple[str, ...]:
    """The topic of an operator of such queues; none for another."""
    return (f"{KIND}{operator}{MASKED if masked else ''}",) if pulled(replica, operator) else ()


class Picks:
    """The lists of one moment (UTC ms): the centre is looked at once for all of them."""

    def __init__(self, replica: Replica, now: int) -> None:
        self.replica, self.now = replica, now
        self._view: View | None = None
        self._said: dict[tuple[bool, tuple[str, ...]], bytes] = {}

    def picture(self, topic: str) -> dict[str, Any]:
        """`calls` in order, and how many `more` wait."""
        return self._picture(self._calls(topic), topic.endswith(MASKED))

    def event(self, topic: str) -> bytes:
        """The same as an event."""
        calls, masked = self._calls(topic), topic.endswith(MASKED)
        key = (masked, tuple(call.id for call in calls))
        if key not in self._said:
            self._said[key] = event("picks", self._picture(calls, masked))
        return self._said[key]

    def _picture(self, calls: tuple[Call, ...], masked: bool) -> dict[str, Any]:
        return {"calls": [row(self.replica, call, masked) for call in calls[:MOST]], "more": len(calls[MOST:])}

    def events(self, topics: Iterable[str], queues: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The lists of these topics which some of these queues concern."""
        changed = {queue for queue in queues if is_pulled(self.replica.state, queue)}
        for topic in [topic for topic in topics if topic.startswith(KIND)] if changed else ():
            if not changed.isdisjoint(self.replica.state.served(operator_of(topic))):
                yield topic, self.event(topic)

    def _calls(self, topic: str) -> tuple[Call, ...]:
        state, operator = self.replica.state, operator_of(topic)
        agent = state.agents.get(operator) or Agent(operator, Away())
        if not any(state.waiting[queue] for queue in pulled(self.replica, operator)):
            return ()
        if self._view is None:
            self._view = view_of(Move(state, self.now))
        return pickable(state, self._view, agent)


def operator_of(topic: str) -> str:
    return topic.removeprefix(KIND).removesuffix(MASKED)


def row(replica: Replica, call: Call, masked: bool) -> dict[str, Any]:
    """A call of the list. `kind`: a caller who waits, one to be called back, a question of the colleague `source`."""
    mode = waits(call) or Waiting("", call.since)
    queue = replica.state.queues.get(mode.queue)
    source = replica.state.operators.get(getattr(call.mode, "agent", "")) if call.consult is not None else None
    kind = "callback" if isinstance(call.mode, Booked) else "question" if call.consult is not None else "call"
    return {
        **pictures.person(call, masked),
        "id": call.id,
        "queue": queue.name if queue else "",
        "joined": mode.joined,
        "kind": kind,
        "source": source.name if source else "",
    }
