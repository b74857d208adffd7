"""What goes on beside the engine's loop: turns reach the disk, the log does not grow for ever, a bad disk is told."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from centre import Centre

from gudok.core.words import Turn
from gudok.edges.journal import keeper
from gudok.edges.journal.sqlite import JournalReader, SqliteJournal


@pytest.fixture(scope="module")
def turns() -> list[Turn]:
    centre = Centre()
    centre.ready("alice")
    for n in range(1, 200):
        centre.arrive(f"c{n}")
    return centre.turns


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_turns_are_synced_soon(tmp_path: Path, turns: list[Turn], monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(keeper, "sync", synced.append)
    journal = SqliteJournal(tmp_path / "journal.sqlite3")
    journal.append(turns[:1])
    until(lambda: len(synced) == 1)
    journal.append(turns[1:2])
    until(lambda: len(synced) == 2)
    journal.close()


def test_log_begins_anew(tmp_path: Path, turns: list[Turn], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "CHECKPOINT_S", 0.0)
    monkeypatch.setattr(keeper, "RESTART_PAGES", 20)
    path = tmp_path / "journal.sqlite3"
    journal = SqliteJournal(path)
    for turn in turns:
        journal.append([turn])
        time.sleep(0.002)
    until(lambda: keeper.wal(path).stat().st_size < 200 * 4096)
    assert list(journal.tail(0)) == turns
    journal.close()


def test_a_disk_that_fails_ends_the_writing(tmp_path: Path, turns: list[Turn], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(path: Path) -> None:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(keeper, "sync", fails)
    journal = SqliteJournal(tmp_path / "journal.sqlite3")
    journal.append(turns[:1])
    until(lambda: journal.keeper.error is not None)
    with pytest.raises(OSError, match="Input/output error"):
        journal.append(turns[1:2])
    journal.close()


def test_reader_settles_what_it_reads(tmp_path: Path, turns: list[Turn]) -> None:
    path = tmp_path / "journal.sqlite3"
    reader = JournalReader(path)
    reader.settle()
    journal = SqliteJournal(path)
    journal.append(turns)
    reader.settle()
    journal.close()
    reader.settle()
    assert reader.last() == len(turns)
    reader.close()
