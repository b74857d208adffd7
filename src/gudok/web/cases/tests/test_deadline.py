"""Working hours: weekends, holidays, short days, a night on which the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gudok.core.hours.rules import Schedule, SpecialDay
from gudok.web.cases.deadline import working

DAY, SATURDAY = ((540, 780), (840, 1080)), ((600, 840),)
OFFICE = Schedule(
    "h1", "Офис", (DAY, DAY, DAY, DAY, DAY, SATURDAY, ()), (SpecialDay("2026-11-04", "Праздник"),)
)  # fmt: skip
NIGHT = Schedule("h2", "Ночь", (((0, 1440),),) * 7)
MOSCOW = "Europe/Moscow"


def at(text: str) -> datetime:
    """A time of Moscow, three hours before UTC."""
    return datetime.fromisoformat(f"{text}+03:00")


@pytest.mark.parametrize(
    ("since", "hours", "due"),
    [
        ("2026-11-02 09:00", 4, "2026-11-02 13:00"),  # a Monday; to the last minute before lunch
        ("2026-11-02 12:00", 2, "2026-11-02 15:00"),  # over lunch
        ("2026-11-02 17:00", 2, "2026-11-03 10:00"),  # over a night
        ("2026-11-03 17:00", 2, "2026-11-05 10:00"),  # over a holiday
        ("2026-11-06 17:30", 1, "2026-11-07 10:30"),  # a Saturday works, too
        ("2026-11-07 13:00", 2, "2026-11-09 10:00"),  # over a Sunday
        ("2026-11-08 12:00", 1, "2026-11-09 10:00"),  # on a Sunday nothing is counted
        ("2026-11-02 03:00", 100, "2026-11-18 13:00"),
    ],
)
def test_only_working_hours_count(since: str, hours: int, due: str) -> None:
    assert working(OFFICE, MOSCOW, at(since), hours) == at(due)


def test_without_a_schedule_every_hour_counts_and_without_hours_there_is_no_deadline() -> None:
    assert working(None, MOSCOW, at("2026-11-07 23:00"), 24) == at("2026-11-08 23:00")
    assert working(OFFICE, MOSCOW, at("2026-11-02 09:00"), 0) is None
    assert working(Schedule("h3", "Закрыто"), MOSCOW, at("2026-11-02 09:00"), 1) is None


def test_an_hour_is_an_hour_when_the_clocks_change() -> None:
    """In Berlin the night to 2026-03-29 has no hour from two to three."""
    since = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)  # half past midnight there
    assert working(NIGHT, "Europe/Berlin", since, 4) == datetime(2026, 3, 29, 3, 30, tzinfo=UTC)
