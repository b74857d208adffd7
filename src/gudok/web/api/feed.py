"""The journal's facts and the records' news as events for other programs: named, with queue and operator, masked.

A fact's name becomes its kind: `CallQueued` → `call.queued`, `AgentChanged` → `operator.changed`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import msgspec

from gudok.core.words import AnyFact, CallConnected, CallEnded, CallOffered, LegEnded
from gudok.web.news.kinds import KINDS as OF_NEWS
from gudok.web.people import numbers
from gudok.web.record.times import between, moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gudok.core.state import Snapshot
    from gudok.core.words import Turn
    from gudok.web.news.models import News

INSIDE = {"TimerSpent", "PromptEnded", "AskRefused"}
"""Facts that concern the engine alone."""
_PERSONAL = {"number", "shown", "dialled", "party", "typed"}
_PHONE = re.compile(r"\+?[\d\s()-]{7,}")


def kind_of(fact: str) -> str:
    """`CallWaitsReturn` → `call.waits_return`."""
    first, *rest = re.findall(r"[A-Z][a-z0-9]*", fact)
    return f"{'operator' if first == 'Agent' else first.lower()}.{'_'.join(rest).lower()}"


KINDS: dict[str, str] = {
    kind_of(word.__name__): " ".join((word.__doc__ or "").split()).split(". ")[0].removesuffix(".") + "."
    for word in get_args(AnyFact)
    if word.__name__ not in INSIDE
} | OF_NEWS
"""Every kind of event, and what it says."""


class Event(NamedTuple):
    """One event; `queue` and `operator` are core ids or empty.

    `turn` and `place` order the facts of the journal, `news` the news of the records; of each event one of them is 0.
    """

    turn: int
    place: int
    at: int
    kind: str
    call: str
    queue: str
    operator: str
    data: dict[str, Any]
    news: int = 0

    @property
    def id(self) -> str:
        """The same for the same happening, for ever."""
        return f"evt_n{self.news}" if self.news else f"evt_{self.turn}_{self.place}"

    def body(self, *, masked: bool) -> dict[str, Any]:
        """What is sent: {id, type, at, call, queue, operator, data}."""
        return {
            "id": self.id,
            "type": self.kind,
            "at": self.at,
            "call": self.call,
            "queue": self.queue,
            "operator": self.operator,
            "data": mask(self.data) if masked else self.data,
        }


def mask(value: Any, field: str = "") -> Any:
    """The same with every customer's number masked, wherever it stands."""
    if isinstance(value, dict):
        return {name: mask(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [mask(one, field) for one in value]
    personal = field in _PERSONAL or (field == "to" and isinstance(value, str) and _PHONE.fullmatch(value))
    return numbers.mask(value) if personal and isinstance(value, str) else value


class Wanted(NamedTuple):
    """A filter; an empty part lets everything through.

    `of` narrows to a person's scope (queues, operators) or None; `unseen`: also who listens without the operator's
    knowledge; `alerts`: for who sees the wall, those of the whole centre also with a scope; `orders`: for who sees the
    orders of everybody, `cases` their complaints and wishes.
    """

    kinds: frozenset[str] = frozenset()
    queue: str = ""
    operator: str = ""
    of: tuple[frozenset[str], frozenset[str]] | None = None
    unseen: bool = False
    alerts: bool = True
    orders: bool = True
    cases: bool = True

    def lets(self, event: Event) -> bool:
        if not self.unseen and event.data.get("shown") is False:
            return False
        if self.kinds and event.kind not in self.kinds and event.kind.split(".")[0] not in self.kinds:
            return False
        if (self.queue and event.queue != self.queue) or (self.operator and event.operator != self.operator):
            return False
        if event.kind.startswith("order."):
            return self.orders
        if event.kind.startswith("case."):
            return self.cases
        if event.kind.startswith("alert."):
            return self.alerts and (self.of is None or not event.queue or event.queue in self.of[0])
        return self.of is None or event.queue in self.of[0] or event.operator in self.of[1]


def of_news(row: News) -> Event:
    """A piece of news as an event."""
    return Event(0, 0, between(moment(0), row.at), row.kind, "", row.queue, row.operator, row.data, row.n)


class Tracker:
    """Knows of every live call its queue and operator, so that each of its events can be filtered by them."""

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        self._queue: dict[str, str] = {}
        self._operator: dict[str, str] = {}
        for call in snapshot.calls if snapshot else ():
            self._queue[call.id] = getattr(call.mode, "queue", "")
            self._operator[call.id] = getattr(call.mode, "agent", "")

    def events(self, turn: Turn) -> Iterator[Event]:
        """The events of the next turn, in order."""
        for place, said in enumerate(turn.out):
            kind = _KIND_OF.get(type(said).__name__)
            call, agent = getattr(said, "call", ""), getattr(said, "agent", "")
            if call:
                self._queue[call] = getattr(said, "queue", "") or self._queue.get(call, "")
                if isinstance(said, CallOffered | CallConnected) or (agent and call not in self._operator):
                    self._operator[call] = agent
            if kind:
                data = msgspec.to_builtins(said)
                for known in ("type", "call", "queue", "agent"):
                    data.pop(known, None)
                queue, operator = self._queue.get(call, ""), agent or self._operator.get(call, "")
                yield Event(
                    turn.n, place, turn.came.at, kind, call, queue or getattr(said, "queue", ""), operator, data
                )
            if isinstance(said, LegEnded) and self._operator.get(call) == agent:
                self._operator.pop(call, None)
            if isinstance(said, CallEnded):
                self._queue.pop(call, None)
                self._operator.pop(call, None)


_KIND_OF = {word.__name__: kind_of(word.__name__) for word in get_args(AnyFact) if word.__name__ not in INSIDE}
