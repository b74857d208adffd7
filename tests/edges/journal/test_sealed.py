"""What a caller types stands nowhere in the journal's file in the clear, and is read back as he typed it."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from centre import SALES, SECOND, SUPPORT, Centre, settings
from msgspec.structs import replace

from gudok.core.ivr.flow import Branch, Digits, End, Flow, Lookup, Menu, ToQueue
from gudok.core.settings import Number
from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import Caller, Configured, KeyPressed, LookedUp, LookUp, Turn
from gudok.edges.journal.sealed import HIDDEN, hidden
from gudok.edges.journal.sqlite import JournalReader, SqliteJournal, encoder
from gudok.explain.replay import difference

PIN = "8371906254"
SECRET = Flow(
    "f1", "Банк", "pin",
    (
        Digits("pin", ("own/pin",), "pin", "who", "bye", most=10, secret=True),
        Lookup("who", "sales", "sales", "which", "pin"),
        Branch("which", "pin", {"0000000000": "sales", PIN: "keys"}, "bye"),
        Menu("keys", ("own/press",), {"1": "sales"}, "bye", "bye"), ToQueue("sales", "sales"), End("bye"),
    ),
)  # fmt: skip
OF_A_STRANGER = replace(
    SECRET, nodes=tuple(replace(n, cases={"1": "keys"}) if n.id == "which" else n for n in SECRET.nodes)
)


def typing(keys: str, flow: Flow = OF_A_STRANGER) -> Centre:
    """Ivan from a strange number has typed so much of his PIN."""
    made = settings(queues=(SALES, SUPPORT))
    centre = Centre(replace(made, numbers=(Number("100", "sales", flow="f1"),), flows=(flow,)))
    centre.arrive("c1", caller=Caller("+79031112233", "+7 903 111-22-33"))
    for key in keys:
        centre.at += 311
        centre.give(KeyPressed(0, "c1", key))
    if any(asked.number == PIN for asked in centre.facts("LookUp")):
        steps = centre.call("c1").mode.steps
        centre.give(LookedUp(0, "c1", steps, Caller(PIN, PIN)))  # as the records write what nobody has
    return centre


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


@pytest.fixture
def written(path: Path) -> Centre:
    """The whole way, with a snapshot at each step; the file is closed, its log folded in."""
    journal, centre = SqliteJournal(path), typing(PIN)
    state = State()
    for turn in centre.turns:
        step(state, turn.came)
        journal.append([turn])
        journal.keep(turn.n, state.snapshot())
    centre.later(3 * SECOND)
    journal.append(centre.turns[journal.load()[0] :])
    journal.close()
    return centre


def in_the_clear(path: Path, digits: str) -> list[str]:
    """The files whose bytes hold these digits (few ones only as a text of their own), and turns that tell a key."""
    wanted = (digits if len(digits) > 4 else f'"{digits}"').encode()
    found = [one.name for one in path.parent.iterdir() if wanted in one.read_bytes()]
    rows = sqlite3.connect(path).execute("select body from turns").fetchall()
    return found + [body.decode() for (body,) in rows if b'"KeyPressed"' in body and b'"key":"sealed:' not in body]


def test_no_byte_of_the_file_tells_the_pin_and_who_decides_reads_it(path: Path, written: Centre) -> None:
    for length in range(2, len(PIN) + 1):
        assert in_the_clear(path, PIN[:length]) == [], "what he had typed so far stood in a snapshot"
    reader = JournalReader(path)
    assert list(reader.tail(0)) == written.turns
    asked = [said.number for turn in reader.tail(0) for said in turn.out if isinstance(said, LookUp)]
    assert asked == [PIN]
    reader.close()


def test_it_is_decided_alike_from_any_snapshot_in_mid_input(path: Path, written: Centre) -> None:
    reader = JournalReader(path)
    for turn in written.turns:
        n, snapshot = reader.load(before=turn.n)
        state = State.of(snapshot) if snapshot else State()
        again = [Turn(one.n, one.came, step(state, one.came)) for one in reader.tail(n)]
        assert again == written.turns[n:]
    reader.close()


def test_a_branch_by_a_secret_tells_which_value_in_order_and_not_the_value() -> None:
    centre = typing(PIN, SECRET)
    centre.later(3 * SECOND)
    told = centre.facts("FlowStepped")[-1]
    assert (told.node, told.exit) == ("which", "case#2")
    assert SECRET.node("which").unveiled("case#2") == f"case:{PIN}"
    assert centre.call("c1").mode.node == "keys"
    assert (
        PIN
        not in encoder.encode(
            [turn for turn in map(hidden, centre.turns) if not isinstance(turn.came, Configured)]
        ).decode()
    )


def test_the_two_seals_of_a_key_do_not_look_alike(path: Path, written: Centre) -> None:
    rows = sqlite3.connect(path).execute("select body from turns where instr(body, 'KeyPressed')").fetchall()
    assert len({body.partition(b"sealed:")[2][:60] for (body,) in rows}) == len(PIN)


def test_without_its_key_a_copy_tells_nothing_and_is_read_all_the_same(
    path: Path, written: Centre, tmp_path: Path
) -> None:
    copy = tmp_path / "copy" / path.name
    copy.parent.mkdir()
    shutil.copy(path, copy)
    reader = JournalReader(copy)
    keys = [turn.came.key for turn in reader.tail(0) if isinstance(turn.came, KeyPressed)]
    assert keys == [""] * len(PIN)
    reader.close()
    SqliteJournal(copy).close()
    reader = JournalReader(copy)
    assert {turn.came.key for turn in reader.tail(0) if isinstance(turn.came, KeyPressed)} == {""}, "of another's key"
    reader.close()


def test_the_key_is_made_once_and_for_its_owner(path: Path) -> None:
    SqliteJournal(path).close()
    key = path.with_suffix(".key")
    made = key.read_bytes()
    assert key.stat().st_mode & 0o077 == 0
    SqliteJournal(path).close()
    assert key.read_bytes() == made
    assert [one.name for one in path.parent.glob(".*")] == []


def test_a_journal_of_before_is_read_as_it_is(path: Path) -> None:
    journal, turn = SqliteJournal(path), Turn(1, KeyPressed(5, "c1", "7"), ())
    journal.db.execute("insert into turns values (1, 5, ?)", (encoder.encode(turn),))
    assert list(journal.tail(0)) == [turn]
    journal.close()


def test_a_replay_that_differs_shows_no_digits() -> None:
    turn = next(turn for turn in typing(PIN).turns if any(isinstance(said, LookUp) for said in turn.out))
    shown = difference(turn, ())
    assert HIDDEN in shown
    assert PIN not in shown
    assert f'"key":"{PIN[-1]}"' not in shown
