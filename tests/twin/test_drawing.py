"""A day's charts stand inside their frame, whatever the day was like, and their scales are read at a glance."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gudok.twin.figures import Part
from gudok.twin.report import drawing
from gudok.twin.words import Words

RUSSIAN = Words(russian=True)
START = 1_790_000_100_000 // 3_600_000 * 3_600_000
DAY = 86_400_000


def day(wait: float, quarters: int) -> list[Part]:
    """One call a quarter-hour that waits `wait` ms."""
    return [Part(START + n * drawing.QUARTER, calls=1, answered=1, waited=wait) for n in range(quarters)]


@given(wait=st.floats(0, DAY), quarters=st.integers(1, 200))
def test_no_figure_stands_outside(wait: float, quarters: int) -> None:
    drawn = drawing.waits(day(wait, quarters), "Europe/Moscow", RUSSIAN)
    values = re.findall(r'class="gk-value" x="([\d.]+)".*?>(.*?)<', drawn)
    assert len(values) == 5
    for x, text in values:
        assert float(x) - drawing.LETTER * len(text) >= 0, text
    for x, text in re.findall(r'class="gk-hour" x="([\d.]+)".*?>(.*?)<', drawn):
        assert float(x) + drawing.LETTER * len(text) <= drawing.WIDTH, text


@given(st.floats(0, 3 * DAY))
def test_a_scale_of_time_is_round_and_reaches_the_longest(longest: float) -> None:
    top = drawing.time_scale(longest)
    assert top >= longest * 0.999
    assert top / 4 % 250 == 0


@pytest.mark.parametrize(
    ("wait", "texts"),
    [
        (3_000, ["0", "1,0 с", "2,0 с", "3,0 с", "4,0 с"]),
        (45_000, ["0", "15,0 с", "30,0 с", "45,0 с", "1:00"]),
        (4_000_000, ["0", "30:00", "1:00:00", "1:30:00", "2:00:00"]),
        (40_000_000, ["0", "3:00:00", "6:00:00", "9:00:00", "12:00:00"]),
    ],
)
def test_the_figures_of_a_scale(wait: float, texts: list[str]) -> None:
    drawn = drawing.waits(day(wait, 8), "Europe/Moscow", RUSSIAN)
    assert re.findall(r'class="gk-value".*?>(.*?)<', drawn) == texts
