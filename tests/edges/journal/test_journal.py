"""What every journal promises: the file and its memory twin alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from centre import Centre

from gudok.core.state import State
from gudok.core.words import Turn, Woke
from gudok.edges.journal.memory import MemoryJournal
from gudok.edges.journal.sqlite import Fenced, JournalReader, SqliteJournal
from gudok.engine.ports import Journal


@pytest.fixture(params=["memory", "sqlite"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    if request.param == "memory":
        yield MemoryJournal()
        return
    made = SqliteJournal(tmp_path / "journal.sqlite3")
    yield made
    made.close()


@pytest.fixture(scope="module")
def turns() -> list[Turn]:
    centre = Centre()
    centre.ready("alice", "bob")
    for n in range(1, 6):
        centre.arrive(f"c{n}")
    centre.answer("alice")
    centre.hang_up("alice")
    centre.later(60_000)
    return centre.turns


def test_new_centre(journal: Journal) -> None:
    assert journal.load() == (0, None)
    assert list(journal.tail(0)) == []


def test_turns_come_back_as_they_were(journal: Journal, turns: list[Turn]) -> None:
    journal.append(turns[:3])
    journal.append(turns[3:])
    assert list(journal.tail(0)) == turns
    assert list(journal.tail(5)) == turns[5:]
    assert list(journal.tail(len(turns))) == []


def test_number_already_written_is_refused(journal: Journal, turns: list[Turn]) -> None:
    journal.append(turns[:3])
    for bad in (turns[:1], turns[2:4]):
        with pytest.raises(Fenced):
            journal.append(bad)
    assert list(journal.tail(0)) == turns[:3]


def test_gap_is_refused(journal: Journal, turns: list[Turn]) -> None:
    journal.append(turns[:2])
    with pytest.raises(Fenced):
        journal.append(turns[3:4])
    assert list(journal.tail(0)) == turns[:2]


def test_newest_snapshot_is_loaded(journal: Journal, turns: list[Turn]) -> None:
    journal.append(turns)
    state = State()
    for n in (3, 5):
        journal.keep(n, state.snapshot())
    assert journal.load() == (5, state.snapshot())


def test_second_writer_on_the_same_file_is_fenced(tmp_path: Path, turns: list[Turn]) -> None:
    path = tmp_path / "journal.sqlite3"
    first, second = SqliteJournal(path), SqliteJournal(path)
    first.append(turns[:2])
    second.append(turns[2:3])
    with pytest.raises(Fenced):
        first.append(turns[2:3])
    assert list(second.tail(0)) == turns[:3]
    first.close()
    second.close()


def test_all_or_none(tmp_path: Path, turns: list[Turn]) -> None:
    journal = SqliteJournal(tmp_path / "journal.sqlite3")
    bad = [*turns[:2], turns[1]]
    with pytest.raises(Exception, match="does not follow"):
        journal.append(bad)
    assert list(journal.tail(0)) == []
    journal.append(turns[:1])
    journal.close()


def test_file_is_for_its_owner_only(tmp_path: Path) -> None:
    SqliteJournal(tmp_path / "sub" / "journal.sqlite3").close()
    assert (tmp_path / "sub" / "journal.sqlite3").stat().st_mode & 0o077 == 0


def test_old_snapshots_are_thinned_out_but_not_all(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "journal.sqlite3")
    for n in range(10_000, 300_000, 10_000):
        journal.keep(n, State().snapshot())
    kept = [n for (n,) in journal.db.execute("select n from snapshots order by n")]
    assert kept == [10_000, 100_000, 200_000, 270_000, 280_000, 290_000]
    journal.close()


def test_reader_follows_a_writer(tmp_path: Path, turns: list[Turn]) -> None:
    path = tmp_path / "journal.sqlite3"
    reader = JournalReader(path)
    assert (reader.load(), list(reader.tail(0)), reader.last(), reader.at(0)) == ((0, None), [], 0, 0)
    writer = SqliteJournal(path)
    writer.append(turns[:4])
    assert reader.last() == 4
    assert list(reader.tail(2)) == turns[2:4]
    writer.append(turns[4:])
    assert list(reader.tail(4)) == turns[4:]
    writer.keep(4, State().snapshot())
    assert reader.load()[0] == 4
    assert reader.load(before=3) == (0, None)
    writer.close()
    reader.close()


def test_a_moment_is_found_in_a_journal_whose_oldest_turns_were_pruned(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    writer, reader = SqliteJournal(path), JournalReader(path)
    times = [10, 10, 20, 30, 30, 30, 40]
    writer.append([Turn(n, Woke(at, "k"), ()) for n, at in enumerate(times, 1)])
    for pruned in (0, 2, 4):
        writer.db.execute("delete from turns where n <= ?", (pruned,))
        for moment in range(5, 50, 5):
            before = [n for n, at in enumerate(times, 1) if at < moment and n > pruned]
            assert reader.at(moment) == max(before, default=pruned), (pruned, moment)
    writer.close()
    reader.close()
