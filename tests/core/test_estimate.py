"""The wait that is told: against worked examples, against the formulas it comes from, and what it must never do."""

from __future__ import annotations

import random

import pytest
from centre import MINUTE, SECOND
from hypothesis import given
from hypothesis import strategies as st

from gudok.core.queues.estimate import ANSWERED, LOST, REMEMBERED, VIP, Departure, estimate, remember, step


def answers(*minutes: int, how: int = ANSWERED) -> tuple[Departure, ...]:
    return tuple((minute * MINUTE, 2 * MINUTE, how) for minute in minutes)


def test_without_abandonment_it_is_the_place_times_the_mean_interval_and_grows_when_service_stops() -> None:
    past = answers(0, 1, 2)
    soon, late = estimate(2, past, 3 * MINUTE), estimate(2, past, 12 * MINUTE)
    assert soon is not None
    assert late is not None
    assert (soon.mean, late.mean) == (2 * MINUTE, 8 * MINUTE)
    assert soon.least < soon.mean < soon.most


def test_nothing_is_said_before_there_is_something_to_judge_by() -> None:
    assert estimate(1, answers(0, 1), 2 * MINUTE) is None
    assert estimate(1, answers(1, 1, 1), MINUTE) is None
    assert estimate(1, answers(0, 1, 2, how=LOST), 3 * MINUTE) is None


def test_an_ordinary_caller_waits_for_vips_yet_to_come_a_vip_does_not() -> None:
    """Every second answer was a VIP's: an ordinary place moves on half as often."""
    past = tuple((n * MINUTE, MINUTE, n % 2) for n in range(8))
    ordinary, vip = estimate(3, past, 8 * MINUTE), estimate(3, past, 8 * MINUTE, vip=True)
    assert ordinary is not None
    assert vip is not None
    assert (ordinary.mean, vip.mean) == (6 * MINUTE, 3 * MINUTE)


def test_callers_who_give_up_let_the_others_come_sooner() -> None:
    """The step with i ahead is a·p / (p + i·a): with a = 60 s and p = 120 s: 60, 40 and 30 s."""
    assert [step(60, 120, ahead) for ahead in range(3)] == [60, 40, 30]
    kept = answers(0, 1, 2, 3)
    lost = tuple(sorted((*kept, (MINUTE, 8 * MINUTE, LOST), (2 * MINUTE, 8 * MINUTE, LOST))))
    without, with_ = estimate(10, kept, 4 * MINUTE), estimate(10, lost, 4 * MINUTE)
    assert without is not None
    assert with_ is not None
    assert with_.mean < without.mean * 4 // 5


def test_on_a_queue_of_exponential_service_two_thirds_of_the_waits_lie_within_the_interval() -> None:
    """20 operators, each free every 4 minutes, all busy: a sum of exponential steps."""
    dice, hits, n = random.Random(7), 0, 2_000
    for _ in range(n):
        at, past = 0.0, ()
        for _ in range(REMEMBERED):
            at += dice.expovariate(20 / (4 * MINUTE))
            past = remember(past, (round(at), MINUTE, ANSWERED))
        told = estimate(10, past, round(at) + 1)
        assert told is not None
        waited = sum(dice.expovariate(20 / (4 * MINUTE)) for _ in range(10))
        hits += told.least <= waited <= told.most
    assert 0.60 < hits / n < 0.75


PAST = st.lists(st.tuples(st.integers(0, 3_600_000), st.integers(0, 600_000), st.sampled_from([ANSWERED, VIP, LOST])))


@given(PAST, st.integers(1, 200), st.integers(0, 7_200_000), st.booleans())
def test_a_later_place_never_waits_less(past: list[Departure], place: int, now: int, vip: bool) -> None:
    known = tuple(sorted(past))[-REMEMBERED:]
    here, behind = estimate(place, known, now, vip=vip), estimate(place + 1, known, now, vip=vip)
    if here is None or behind is None:
        assert here is None
        assert behind is None
    else:
        assert behind.mean >= here.mean >= 0
        assert behind.spread >= here.spread >= 0


@pytest.mark.parametrize("n", [1, 31, 32, 33, 100])
def test_only_the_last_departures_are_remembered(n: int) -> None:
    past: tuple[Departure, ...] = ()
    for at in range(n):
        past = remember(past, (at * SECOND, 0, ANSWERED))
    assert len(past) == min(n, REMEMBERED)
    assert past[-1][0] == (n - 1) * SECOND
