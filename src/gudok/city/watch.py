"""The city's eyes: the centre's state, made again from its journal, and who was answered since the last look."""

from __future__ import annotations

from pathlib import Path

from gudok.core.settings import Operator
from gudok.core.state import Call, InTalk, Offered, Ready, State, in_browser
from gudok.core.step import step
from gudok.core.words import CallConnected
from gudok.edges.journal.sqlite import JournalReader


class Watch:
    """Follows one journal. `state` is the centre as of the last look."""

    def __init__(self, journal: Path) -> None:
        self.reader = JournalReader(journal)
        self.state = State()
        self.n = -1

    def look(self) -> list[Call]:
        """Catch up, and give the calls that an operator has answered since the last look."""
        if self.n < 0:
            self.n, snapshot = self.reader.load()
            self.state = State.of(snapshot) if snapshot else State()
        answered: dict[str, None] = {}
        for turn in self.reader.tail(self.n):
            step(self.state, turn.came)
            self.n = turn.n
            answered.update({fact.call: None for fact in turn.out if isinstance(fact, CallConnected)})
        return [self.state.calls[call] for call in answered if call in self.state.calls]

    def close(self) -> None:
        self.reader.close()


def waiting(state: State) -> int:
    """Callers whom nobody is being rung for."""
    return sum(len(order) for order in state.waiting.values())


def talks(state: State) -> int:
    """Calls at an operator, ringing ones too."""
    return sum(isinstance(call.mode, InTalk | Offered) for call in state.calls.values())


def in_talk(state: State) -> list[Call]:
    """Calls whose caller and operator hear each other."""
    return [call for call in state.calls.values() if isinstance(call.mode, InTalk)]


def serving(state: State) -> bool:
    """Whether anybody works at all: a queue that nobody serves is no fun to call."""
    return any(agent.mode.__struct_config__.tag not in {"away", "paused"} for agent in state.agents.values())


def idle_people(state: State) -> tuple[Operator, ...]:
    """Operators at a browser who wait for a call."""
    return tuple(
        operator
        for operator in state.operators.values()
        if (agent := state.agents.get(operator.id)) is not None
        and in_browser(operator, desk=agent.desk)
        and agent.reachable
        and isinstance(agent.mode, Ready)
    )
