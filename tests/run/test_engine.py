from __future__ import annotations

from pathlib import Path

import pytest

from gudok.core.state import State
from gudok.core.words import Started, Turn
from gudok.edges.journal.sqlite import SqliteJournal
from gudok.engine.engine import Engine
from gudok.run import engine
from gudok.settings import DataFolder


class StoppedError(Exception):
    """What `die` does here instead of ending the process."""


def stop(why: str) -> None:
    raise StoppedError(why)


async def test_an_engine_that_comes_too_late_leaves_the_others_socket_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another engine has written to the journal while this one was reading it."""
    data = DataFolder(tmp_path)
    data.make()
    data.engine_socket.write_text("the other engine's")

    made: list[Engine] = []

    class Late(Engine):
        def recover(self) -> State:
            state = super().recover()
            other = SqliteJournal(data.journal)
            other.append([Turn(1, Started(1, "the other"), ())])
            other.close()
            made.append(self)
            return state

    monkeypatch.setattr(engine, "Engine", Late)
    monkeypatch.setattr(engine, "die", stop)
    with pytest.raises(StoppedError, match="turn 1"):
        await engine.work(data, None, None)  # type: ignore[arg-type]
    made[0].journal.close()  # type: ignore[attr-defined]
    assert data.engine_socket.read_text() == "the other engine's"
