"""`gudok explain` and `gudok replay` on a recorded journal."""

from __future__ import annotations

from pathlib import Path

import pytest
from centre import SECOND, VIP, Centre, operator, settings
from click.testing import CliRunner, Result

from gudok.cli import main
from gudok.core.state import State
from gudok.core.step import step
from gudok.edges.journal.sqlite import SqliteJournal


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose journal tells of c1 (declined, then taken), c22 and c23."""
    monkeypatch.setenv("GUDOK_DATA", str(tmp_path))
    centre = Centre(settings(*(operator(name) for name in ("alice", "bob", "carol", "dave", "erin"))))
    centre.ready("alice", "bob", "carol")
    centre.pause("carol", "lunch")
    centre.ready("dave")
    centre.talk("alice", "c22")
    centre.later(5 * SECOND)
    centre.arrive("c1", caller=VIP)
    centre.leg_gone("bob", 21)
    centre.answer("dave")
    centre.arrive("c23")
    journal = SqliteJournal(tmp_path / "journal.sqlite3")
    journal.append(centre.turns)
    journal.close()
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_story_says_what_was_decided_why_and_who_else_was_able(folder: Path) -> None:
    text = run("explain", "c1", "--data", str(folder), "--lang", "en").output
    assert "Call c1\n+7 916 000-00-01, Анна, VIP\n02.02.2026, times of Europe/Moscow\n" in text
    offer = text[text.index("Rings: Bob") : text.index("Declined: Bob")]
    assert "has been free the longest" in offer
    assert "also able: Dave: has been free for less time (free for 0:06)" in offer
    assert "not able: Alice: Talking (call c22), for 0:05" in offer
    assert "not able: Carol: Break (lunch)" in offer
    assert "not able: Erin: Off shift" in offer
    assert "Talk: Dave" in text


def test_russian_is_spoken_unless_another_language_is_asked_for(folder: Path) -> None:
    text = run("explain", "c1", "--data", str(folder)).output
    assert "Звонок c1" in text
    assert "мог бы тоже: Dave" in text
    assert "не мог: Alice: Разговор (звонок c22)" in text


def test_the_beginning_of_an_id_is_enough_when_it_fits_one_call(folder: Path) -> None:
    assert "Call c22" in run("explain", "c22", "--data", str(folder), "--lang", "en").output
    many = run("explain", "c2", "--data", str(folder))
    assert many.exit_code == 1
    assert "2 calls begin so: c22, c23" in many.output


def test_without_an_id_the_call_that_came_last(folder: Path) -> None:
    assert "Call c23" in run("explain", "--data", str(folder), "--lang", "en").output


@pytest.mark.parametrize("call", ["c9", "%", '"', ""])
def test_no_such_call(folder: Path, call: str) -> None:
    result = run("explain", call, "--data", str(folder))
    assert result.exit_code == 1
    assert "no call begins with" in result.output


def test_no_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUDOK_DATA", str(tmp_path))
    for command in (("explain", "c1"), ("replay",)):
        result = run(*command, "--data", str(tmp_path))
        assert result.exit_code == 1
        assert "there is no journal" in result.output


def test_story_that_begins_after_a_snapshot_is_the_same(folder: Path) -> None:
    whole = run("explain", "c1", "--data", str(folder)).output
    journal, state = SqliteJournal(folder / "journal.sqlite3"), State()
    for turn in journal.tail(0):
        step(state, turn.came)
        if turn.n == 15:
            journal.keep(15, state.snapshot())
            break
    journal.close()
    assert run("explain", "c1", "--data", str(folder)).output == whole


def test_day_is_decided_again_and_is_the_same(folder: Path) -> None:
    result = run("replay", "--data", str(folder))
    assert result.exit_code == 0
    assert "all the same" in result.output
    assert "all the same" in run("replay", "2026-02-02", "--data", str(folder)).output
    assert "no turns on that day" in run("replay", "2026-02-03", "--data", str(folder)).output


def test_first_difference_is_shown(folder: Path) -> None:
    journal = SqliteJournal(folder / "journal.sqlite3")
    journal.db.execute("update turns set body = replace(body, 'longest_idle', 'shortest_idle') where n > 10")
    journal.close()
    result = run("replay", "--data", str(folder))
    assert result.exit_code == 1
    assert "decided differently now" in result.output
    assert "shortest_idle" in result.output
    assert "longest_idle" in result.output
