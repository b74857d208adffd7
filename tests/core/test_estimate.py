"""The wait that is told: against worked examples, against the formulas it comes from, and what it must never do."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from centre import MINUTE, SECOND, Centre, operator, settings
from centre import VIP as VIP_CALLER
from hypothesis import given
from hypothesis import strategies as st

from gudok.core.queues.estimate import (
    ANSWERED,
    LOST,
    REMEMBERED,
    VIP,
    Departure,
    blocks,
    estimate,
    remember,
    time_of_waiting,
)
from gudok.core.queues.expected import expected, waited_since


def answers(*minutes: int, how: int = ANSWERED) -> tuple[Departure, ...]:
    return tuple((minute * MINUTE, 2 * MINUTE, how) for minute in minutes)


def test_without_abandonment_it_is_the_place_times_the_mean_interval_and_grows_when_service_stops() -> None:
    past = answers(0, 1, 2)
    soon, late = estimate(2, past, 3 * MINUTE, since=MINUTE), estimate(2, past, 12 * MINUTE, since=MINUTE)
    assert soon is not None
    assert late is not None
    assert (soon.mean, late.mean) == (3 * MINUTE, 12 * MINUTE), "two answers while somebody waited for 3 and 12 minutes"
    assert soon.least < soon.mean < soon.most


def test_a_quiet_time_in_which_nobody_waited_changes_nothing() -> None:
    """An answer a minute at the peak; an hour later somebody waits again, as the first."""
    past = answers(0, 1, 2)
    then, later = (estimate(1, past, at, since=at) for at in (2 * MINUTE, 62 * MINUTE))
    assert then is not None
    assert then == later
    assert then.mean == MINUTE


def test_waits_that_overlap_count_once_and_gaps_between_them_do_not() -> None:
    past = ((10, 10, ANSWERED), (20, 15, VIP), (50, 5, ANSWERED), (60, 30, LOST))
    assert time_of_waiting(past, 0, 100, 0) == 20 + 30
    assert time_of_waiting(past, 15, 100, 0) == 5 + 30
    assert time_of_waiting(past, 0, 100, 90) == 20 + 30 + 10
    assert time_of_waiting(past, 0, 100, 55) == 20 + 25 + 45


def test_nothing_is_said_before_there_is_something_to_judge_by() -> None:
    assert estimate(1, answers(0, 1), 2 * MINUTE) is None
    assert estimate(1, answers(1, 1, 1), MINUTE) is None
    assert estimate(1, answers(0, 1, 2, how=LOST), 3 * MINUTE) is None


def test_an_ordinary_caller_waits_for_vips_yet_to_come_a_vip_does_not() -> None:
    """Every second answer was a VIP's: an ordinary place moves on half as often."""
    past = tuple((n * MINUTE, MINUTE, n % 2) for n in range(9))
    ordinary, vip = estimate(3, past, 8 * MINUTE), estimate(3, past, 8 * MINUTE, vip=True)
    assert ordinary is not None
    assert vip is not None
    assert (ordinary.mean, vip.mean) == (6 * MINUTE, 3 * MINUTE)


def test_callers_who_give_up_let_the_others_come_sooner() -> None:
    """The step with i ahead is a·p / (p + i·a): with a = 60 s and p = 120 s: 60, 40 and 30 s."""
    leaver = ((0, 0, ANSWERED), (60, 0, ANSWERED), (120, 0, ANSWERED), (120, 120, LOST))
    told = [estimate(place, leaver, 120, since=0) for place in (1, 2, 3)]
    assert [one.mean for one in told if one] == [60, 60 + 40, 60 + 40 + 30]
    kept = answers(0, 1, 2, 3)
    lost = tuple(sorted((*kept, (MINUTE, 8 * MINUTE, LOST), (2 * MINUTE, 8 * MINUTE, LOST))))
    without, with_ = (estimate(10, past, 4 * MINUTE, since=MINUTE) for past in (kept, lost))
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
        told = estimate(10, past, round(at) + 1, since=1)
        assert told is not None
        waited = sum(dice.expovariate(20 / (4 * MINUTE)) for _ in range(10))
        hits += told.least <= waited <= told.most
    assert 0.60 < hits / n < 0.75


HOUR = 3_600_000
PAST = st.lists(st.tuples(st.integers(0, HOUR), st.integers(0, 600_000), st.sampled_from([ANSWERED, VIP, LOST])))


@given(PAST, st.integers(1, 1_000), st.integers(0, 2 * HOUR), st.integers(0, 2 * HOUR), st.booleans())
def test_as_a_place_moves_on_the_interval_only_comes_nearer_and_narrows(
    past: list[Departure], place: int, now: int, since: int, vip: bool
) -> None:
    known = tuple(sorted(past))[-REMEMBERED:]
    here, behind = (estimate(at, known, now, since=since, vip=vip) for at in (place, place + 1))
    if here is None or behind is None:
        assert here is None
        assert behind is None
    else:
        assert behind.mean >= here.mean >= 0
        assert behind.spread >= here.spread >= 0
        assert 0 <= here.least <= here.mean <= here.most
        assert behind.least >= here.least
        assert behind.most >= here.most


@given(st.integers(1, 5_000), st.integers(1, 300_000), st.integers(1, 3_600_000))
def test_far_back_a_block_stands_for_its_places(place: int, every: int, patience: int) -> None:
    assert sum(places for _, places in blocks(place)) == place
    assert len(list(blocks(place))) <= 32 + 16 * max(0, place.bit_length() - 4)
    exact = sum(every * patience / (patience + ahead * every) for ahead in range(place))
    near = sum(places * every * patience / (patience + ahead * every) for ahead, places in blocks(place))
    assert near == pytest.approx(exact, rel=0.02)


@given(PAST, st.integers(0, HOUR), st.integers(HOUR, 2 * HOUR), st.integers(0, 2 * HOUR))
def test_the_time_of_waiting_is_what_counting_the_milliseconds_gives(
    past: list[Departure], begun: int, now: int, since: int
) -> None:
    """By sweeping over all beginnings and ends; the departures come as they are remembered, by their time."""
    known = tuple(sorted(past))
    spans = [(max(begun, at - waited), at) for at, waited, _ in known] + [(max(begun, min(since, now)), now)] * (
        since > 0
    )
    ends = sorted({end for span in spans for end in span})
    swept = sum(b - a for a, b in pairwise(ends) if any(low <= a and b <= high for low, high in spans))
    assert time_of_waiting(known, begun, now, since) == swept


@given(PAST, st.integers(1, 50), st.integers(0, HOUR))
def test_a_vip_is_never_promised_a_longer_wait_at_the_same_place(past: list[Departure], place: int, since: int) -> None:
    known = tuple(sorted(past))[-REMEMBERED:]
    ordinary, vip = (estimate(place, known, HOUR, since=since, vip=vip) for vip in (False, True))
    assert ordinary is None or (vip is not None and vip.mean <= ordinary.mean)


def busy() -> Centre:
    """Alice has answered four callers, a minute apart, and talks with the fourth; others wait."""
    centre = Centre(settings(operator("alice")))
    centre.ready("alice")
    for n in range(4):
        centre.arrive(f"c{n}")
    centre.answer("alice")
    for _ in range(3):
        centre.later(MINUTE)
        centre.hang_up("alice")
        centre.ready("alice")
        centre.answer("alice")
    return centre


def test_who_found_an_operator_free_has_not_waited_and_who_did_waited_until_she_came_free() -> None:
    centre = busy()
    past = centre.state.past["sales"]
    assert [how for _, _, how in past] == [ANSWERED] * 3, "the first found her free"
    assert [waited // MINUTE for _, waited, _ in past] == [1, 2, 3]


def test_a_vip_who_comes_before_an_ordinary_caller_is_in_what_he_may_expect() -> None:
    centre = busy()
    centre.arrive("c9")
    before = expected(centre.state, "sales", centre.state.place(centre.call("c9")), centre.at)
    centre.arrive("vip", caller=VIP_CALLER)
    after = expected(centre.state, "sales", centre.state.place(centre.call("c9")), centre.at)
    assert before is not None
    assert after is not None
    assert after.mean == pytest.approx(2 * before.mean, rel=0.01)
    first = expected(centre.state, "sales", centre.state.place(centre.call("vip")), centre.at, vip=True)
    assert first is not None
    assert first.mean == pytest.approx(before.mean, rel=0.01)


def test_who_waits_the_longest_is_found_behind_the_vips_too() -> None:
    centre = Centre()
    assert waited_since(centre.state, "sales") == 0
    begun = centre.at
    centre.arrive("c1")
    centre.later(MINUTE)
    centre.arrive("vip", caller=VIP_CALLER)
    centre.arrive("c2")
    assert waited_since(centre.state, "sales") == begun
    centre.leave("c1")
    assert begun < waited_since(centre.state, "sales") == centre.state.waiting["sales"][0][1]


@pytest.mark.parametrize("n", [1, 31, 32, 33, 100])
def test_only_the_last_departures_are_remembered(n: int) -> None:
    past: tuple[Departure, ...] = ()
    for at in range(n):
        past = remember(past, (at * SECOND, 0, ANSWERED))
    assert len(past) == min(n, REMEMBERED)
    assert past[-1][0] == (n - 1) * SECOND
