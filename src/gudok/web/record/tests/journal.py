"""A journal on the disk with many calls, for tests that kill processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.core import words as w
from gudok.edges.journal.sqlite import SqliteJournal
from gudok.web.record.tests.world import World

if TYPE_CHECKING:
    from pathlib import Path


def long_journal(path: Path, calls: int) -> int:
    """Write `calls` short talks of one operator; returns the last turn's number."""
    world = World()
    world.ready(1, "o1")
    for i in range(calls):
        at, call = 10 + i * 60, f"c{i:012x}"
        world.call(at, call)
        world.tell(at + 2, w.LegUp, call=call, leg=1)
        world.tell(at + 20, w.CallerGone, call=call)
        world.tell(at + 50, w.Woke, key="wrap:o1")
    journal = SqliteJournal(path)
    journal.append(world.turns)
    journal.close()
    return len(world.turns)
