"""A played journal under a watch whose clock the test moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.core.settings import Number, Operator, Queue, Settings
from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import CallArrived, Caller, Configured, Started, TelephonyUp, Turn, Woke
from gudok.edges.journal.sqlite import SqliteJournal
from gudok.settings import DataFolder
from gudok.web.alerts.watch import Watch
from gudok.web.record.projector import position, project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOON = 1_795_600_800_000


class Day:
    """A journal that a test writes, and a watch whose clock the test moves."""

    def __init__(self, folder: Path) -> None:
        self.data = DataFolder(folder)
        self.data.make()
        self.journal, self.state, self.n, self.now = SqliteJournal(self.data.journal), State(), 0, NOON
        document = Settings(1, (Queue("q1", "Sales"),), (Number("*", "q1"),), (Operator("o1", "Alice", "t1", ("q1",)),))
        self.come(Started(NOON, "e"))
        self.come(Configured(NOON, document))
        self.come(TelephonyUp(NOON, "22", "1"))
        self.watch = self.new_watch()

    def new_watch(self) -> Watch:
        return Watch(self.data, lambda: False, lambda: self.now)

    def come(self, came: object) -> None:
        out = step(self.state, came)  # type: ignore[arg-type]
        if out:
            self.n += 1
            self.journal.append([Turn(self.n, came, out)])  # type: ignore[arg-type]

    def project(self) -> None:
        """The rows catch up."""
        project(list(self.watch.reader.tail(position())))

    def wait(self, seconds: int, alive: bool = True) -> None:
        """Time passes, looked at once a second; timers run out and the rows keep up."""
        for _ in range(seconds):
            self.later(1)
            self.project()
            self.watch.round(alive)

    def later(self, seconds: int) -> None:
        """Time passes and nobody looks."""
        self.now += seconds * 1000
        for key in [key for key, at in self.state.timers.items() if at <= self.now]:
            self.come(Woke(self.now, key))

    def call(self, name: str) -> None:
        self.come(CallArrived(self.now, name, f"ch-{name}", "100", Caller(), self.now))


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    made = Day(tmp_path)
    yield made
    made.watch.reader.close()
    made.journal.close()
