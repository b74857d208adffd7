"""kill -9 of the engine at every point of every turn of a busy minute: nothing is lost, nothing is done twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from faults import unreliable
from mortal import Day, tell

from gudok.edges.journal.memory import MemoryJournal
from gudok.edges.journal.sqlite import SqliteJournal
from gudok.engine.ports import Journal


def survive(journal: Journal, strike: int = -1, away: float = 1) -> int:
    return tell(Day(journal, strike, away), journal)


def points() -> int:
    return survive(MemoryJournal())


@pytest.mark.parametrize("away", [1, 12])
def test_death_at_every_point_of_a_turn(away: float) -> None:
    total = points()
    assert total > 60
    for strike in range(1, total + 1):
        try:
            survive(MemoryJournal(), strike, away)
        except AssertionError as error:
            raise AssertionError(f"died at point {strike} of {total}: {error}") from error


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_death_with_a_journal_on_disk(tmp_path: Path, part: float) -> None:
    journal = SqliteJournal(tmp_path / "journal.sqlite3")
    try:
        survive(journal, int(points() * part))
    finally:
        journal.close()


@pytest.mark.parametrize("seed", range(12))
def test_death_while_events_are_lost_doubled_and_late(seed: int) -> None:
    dice, journal = random.Random(seed), MemoryJournal()
    day = Day(journal, dice.randrange(1, 90), dice.choice((0.2, 1, 5, 12)))
    day.rest = 180
    day.troupe.world.carry = unreliable(dice, *dice.choice(((0.2, 0, 0), (0, 0.4, 0), (0, 0, 0.4), (0.1, 0.1, 0.3))))
    tell(day, journal)
