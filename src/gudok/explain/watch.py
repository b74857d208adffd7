"""The exact State at the moment of each offer, found by deciding the journal's turns again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gudok.core.move import Move
from gudok.core.state import Agent, State
from gudok.core.step import decide
from gudok.core.words import AnyInput, AnyOutput, CallCame, CallOffered, Turn
from gudok.edges.journal.sqlite import JournalReader


@dataclass
class Moment:
    """One output about a call. `staff`: for an offer, every operator of the queue as they stood just before it."""

    came: AnyInput
    output: AnyOutput
    staff: tuple[Agent, ...] = ()

    @property
    def at(self) -> int:
        return self.came.at


@dataclass
class Story:
    """What happened to one call, and the names and the zone of the centre as they were then."""

    call: str
    moments: list[Moment] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    zone: str = "UTC"


class Watcher(Move):
    """A move that looks round at each offer: the call is offered already, the operator's state is not yet changed."""

    __slots__ = ("staff",)

    def __init__(self, state: State, at: int) -> None:
        super().__init__(state, at)
        self.staff: dict[int, tuple[Agent, ...]] = {}

    def say(self, output: AnyOutput) -> None:
        if isinstance(output, CallOffered):
            serving = (o.id for o in self.state.settings.operators if output.queue in o.queues or o.id == output.agent)
            self.staff[len(self.out)] = tuple(self.state.agents[o] for o in serving if o in self.state.agents)
        super().say(output)


def candidates(reader: JournalReader, prefix: str) -> list[str]:
    """The calls whose id begins so, in the order they came."""
    return list(
        dict.fromkeys(
            call
            for turn in reader.find(f'"call":"{prefix}')
            for call in (getattr(output, "call", "") for output in turn.out)
            if call.startswith(prefix)
        )
    )


def newest(reader: JournalReader) -> list[str]:
    """The call that came last, if any."""
    last = [output.call for turn in reader.find('"CallCame"') for output in turn.out if isinstance(output, CallCame)]
    return last[-1:]


def tell(reader: JournalReader, call: str) -> Story:
    """The story of a call that stands in the journal."""
    about = {turn.n for turn in reader.find(f'"call":"{call}"')}
    story = Story(call)
    for turn, move in again(reader, min(about), max(about)):
        if turn.n in about:
            settings = move.state.settings
            story.zone = settings.zone
            story.names |= {queue.id: queue.name for queue in settings.queues}
            story.names |= {operator.id: operator.name for operator in settings.operators}
            story.moments += moments(turn, move, call)
    return story


def moments(turn: Turn, move: Watcher, call: str) -> Iterator[Moment]:
    """The outputs about a call, as they were written down then."""
    for place, output in enumerate(turn.out):
        if getattr(output, "call", "") == call:
            yield Moment(turn.came, output, move.staff.get(place, ()))


def again(reader: JournalReader, first: int, last: int) -> Iterator[tuple[Turn, Watcher]]:
    """Decide turns once more, from the nearest snapshot on; those from `first` to `last` are given out, decided."""
    n, snapshot = reader.load(before=first - 1)
    state = State.of(snapshot) if snapshot else State()
    for turn in reader.tail(n):
        if turn.n > last:
            return
        move = Watcher(state, turn.came.at)
        decide(move, turn.came)
        if turn.n >= first:
            yield turn, move
