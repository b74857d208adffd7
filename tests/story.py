"""A centre's journal as tests read it: followed, decided again turn by turn, and asked for facts."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import AnyOutput, CallCame, CallEnded, Turn
from gudok.edges.journal.sqlite import JournalReader

T = TypeVar("T", bound=AnyOutput)


class Story:
    """State as the journal tells it. Every turn read is decided once more and must come out the same, bit for bit."""

    def __init__(self, journal: Path) -> None:
        self.reader = JournalReader(journal)
        self.turns: list[Turn] = []
        self.state = State()

    def read(self) -> Story:
        """Take in what is new."""
        for turn in self.reader.tail(len(self.turns)):
            assert turn.n == len(self.turns) + 1, f"turn {turn.n} follows {len(self.turns)}"
            assert step(self.state, turn.came) == turn.out, f"turn {turn.n} is decided differently now"
            self.turns.append(turn)
        return self

    def close(self) -> None:
        self.reader.close()

    def facts(self, kind: type[T], since: int = 0) -> list[T]:
        """The facts (or commands) of a kind after turn `since`, in order."""
        return [said for turn in self.turns[since:] for said in turn.out if isinstance(said, kind)]

    def when(self, fact: AnyOutput) -> int:
        """The time of the turn that said it (UTC ms)."""
        return next(turn.came.at for turn in self.turns if any(said is fact for said in turn.out))

    def call_of(self, number: str) -> str:
        """The id of the last call from a number, as it is shown or as E.164; "" when none came."""
        found = [came.call for came in self.facts(CallCame) if number in (came.caller.number, came.caller.shown)]
        return found[-1] if found else ""

    def ends(self) -> dict[str, list[str]]:
        """How each call that came has ended: one end, or none yet."""
        ends: dict[str, list[str]] = {came.call: [] for came in self.facts(CallCame)}
        for ended in self.facts(CallEnded):
            ends[ended.call].append(ended.end)
        return ends
