"""Thresholds with a delay to enter and a margin to leave."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gudok.web.alerts.rules import KINDS, Kind, Measure, Rule, Standing, judge

WAIT, LEVEL = KINDS["wait"], KINDS["level"]


def usual(kind: Kind) -> Rule:
    return Rule(kind.warn, kind.bad, kind.delay)


def through(kind: Kind, values: Sequence[tuple[float, float]], count: int = 100) -> list[str]:
    """The levels shown as values come at times."""
    standing, shown = Standing(), []
    for now, value in values:
        standing = judge(kind, usual(kind), Measure("k", "q1", value, count), standing, now)
        shown.append(standing.level)
    return shown


def test_it_counts_only_after_a_while() -> None:
    assert through(WAIT, [(0, 39), (1, 41), (10, 50), (11, 51)]) == ["", "", "", "warn"]


def test_what_falls_back_before_the_delay_never_was() -> None:
    assert through(WAIT, [(0, 41), (9, 30), (10, 41), (19, 50), (20, 51)]) == ["", "", "", "", "warn"]


def test_leaving_needs_a_margin() -> None:
    assert through(WAIT, [(0, 41), (10, 45), (11, 39), (12, 33), (13, 31)]) == ["", "warn", "warn", "warn", ""]


def test_it_worsens_and_eases_step_by_step() -> None:
    values = [(0, 100), (10, 110), (11, 75), (12, 71), (13, 10)]
    assert through(WAIT, values) == ["", "bad", "bad", "warn", ""]


def test_small_values_may_be_the_bad_ones() -> None:
    assert through(LEVEL, [(0, 79), (1, 69), (2, 71), (3, 72), (4, 81), (5, 82)]) == [
        "warn", "bad", "bad", "warn", "warn", "",
    ]  # fmt: skip


def test_a_value_of_few_calls_says_nothing() -> None:
    assert through(LEVEL, [(0, 0), (1, 0)], count=9) == ["", ""]


@pytest.mark.parametrize("kind", KINDS.values())
def test_bad_lies_beyond_attention(kind: Kind) -> None:
    if kind.warn is not None and kind.bad is not None:
        assert (kind.bad < kind.warn) is kind.falling
