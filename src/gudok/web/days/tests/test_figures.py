"""A day in quarter-hours, checked against counting by hand and against its own sums."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gudok.web.days.draw import HEIGHT, TOP, nice
from gudok.web.days.figures import AT_WORK, QUARTER, Served, Spell, quarters, span, total

DAY = 24 * 4 * QUARTER
MINUTE = 60_000


def test_calls_count_in_the_quarter_they_arrived_in() -> None:
    calls = [
        Served(0, 5_000, True, True),
        Served(QUARTER - 1, 40_000, True, False),
        Served(QUARTER, 90_000, False, False),
        Served(DAY, 0, True, True),  # tomorrow's
    ]
    first, second, *rest = quarters(calls, [], 0, DAY)
    assert (first.calls, first.answered, first.in_time, first.late, first.lost) == (2, 2, 1, 1, 0)
    assert (first.level, first.wait) == (50, 22_500)
    assert (second.calls, second.lost, second.level) == (1, 1, 0)
    assert not any(quarter.calls for quarter in rest)
    assert rest[0].level is None


def test_a_spell_is_shared_among_its_quarters() -> None:
    day = quarters([], [Spell("o1", "talking", "", "c1", 10 * MINUTE, 35 * MINUTE)], 0, DAY)
    assert [quarter.staff.get("talking", 0) // MINUTE for quarter in day[:4]] == [5, 15, 5, 0]
    assert day[1].people("talking") == 1.0


def test_dialling_is_drawn_as_talking_and_off_shift_not_at_all() -> None:
    spells = [Spell("o1", "dialling", "", "", 0, QUARTER), Spell("o2", "away", "", "", 0, QUARTER)]
    assert quarters([], spells, 0, DAY)[0].staff == {"talking": QUARTER}


@given(st.lists(st.tuples(st.sampled_from((*AT_WORK, "away")), st.integers(-DAY, 2 * DAY), st.integers(0, DAY))))
def test_no_time_is_lost_or_made(spans: list[tuple[str, int, int]]) -> None:
    spells = [Spell("o1", mode, "", "", began, began + lasts) for mode, began, lasts in spans]
    whole = total(quarters([], spells, 0, DAY))
    for mode in AT_WORK:
        clipped = sum(max(0, min(DAY, one.ended) - max(0, one.began)) for one in spells if one.mode == mode)
        assert whole.staff.get(mode, 0) == clipped


def test_a_day_of_changed_clocks_has_its_own_number_of_quarters() -> None:
    assert len(quarters([], [], 0, DAY + 4 * QUARTER)) == 100


def test_only_the_hours_with_anything_in_them_are_drawn() -> None:
    day = quarters([Served(9 * 4 * QUARTER + 1, 0, True, True), Served(17 * 4 * QUARTER, 0, True, True)], [], 0, DAY)
    assert span(day) == (36, 72)
    assert span(quarters([], [], 0, DAY)) == (36, 72)


@pytest.mark.parametrize(("highest", "step"), [(0, 1), (4, 1), (5, 1), (6, 2), (10, 2), (11, 5), (26, 10), (240, 50)])
def test_lines_across_are_round_and_few(highest: float, step: float) -> None:
    assert nice(highest) == step
    assert HEIGHT > TOP
