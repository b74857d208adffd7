"""The journal's memory twin: the same promises as long as the process lives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gudok.core.state import Snapshot
from gudok.core.words import Turn
from gudok.edges.journal.sqlite import Fenced


class MemoryJournal:
    """Turns in a list, snapshots in a dict."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.snapshots: dict[int, Snapshot] = {}

    def load(self) -> tuple[int, Snapshot | None]:
        n = max(self.snapshots, default=0)
        return n, self.snapshots.get(n)

    def tail(self, after: int) -> Iterator[Turn]:
        return iter(self.turns[after:])

    def append(self, turns: Sequence[Turn]) -> None:
        if len(self.turns) != turns[0].n - 1:
            raise Fenced(f"the journal stands at turn {len(self.turns)}, not at {turns[0].n - 1}")
        self.turns.extend(turns)

    def keep(self, n: int, snapshot: Snapshot) -> None:
        self.snapshots[n] = snapshot
