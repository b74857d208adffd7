"""The one function of money: what stands here was computed by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gudok.web.orders.sums import Line, amount, sums

LINES = st.lists(st.builds(Line, st.integers(0, 10**9), st.integers(1, 10**7), st.integers(0, 100)), max_size=20)


def test_three_lines_by_hand() -> None:
    tea, coffee, cheese = Line(45_000, 2_000), Line(35_050, 1_000, 10), Line(89_990, 333)
    assert [amount(line) for line in (tea, coffee, cheese)] == [90_000, 31_545, 29_967]
    assert sums([tea, coffee, cheese], discount=5, delivery=30_000) == (
        (90_000, 31_545, 29_967),
        151_512,
        7_576,
        30_000,
        173_936,
    )


def test_half_a_kopeck_goes_up() -> None:
    assert amount(Line(1, 500)) == 1
    assert amount(Line(1, 499)) == 0
    assert sums([Line(10, 1000)], discount=5).discount == 1


def test_nothing_costs_nothing_and_delivery_has_no_discount() -> None:
    assert sums([]) == ((), 0, 0, 0, 0)
    assert sums([Line(100, 1000)], discount=100, delivery=500).total == 500


@given(LINES, st.integers(0, 100), st.integers(0, 10**6))
def test_what_is_read_aloud_adds_up(lines: list[Line], discount: int, delivery: int) -> None:
    found = sums(lines, discount, delivery)
    assert sum(found.lines) - found.discount + found.delivery == found.total
    assert 0 <= found.discount <= found.goods
    assert found.total >= delivery
