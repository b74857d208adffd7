"""The stream of calls, played against the bare core."""

from __future__ import annotations

import math
from random import Random

import pytest
from msgspec.structs import replace

from gudok.city.demo import Pace
from gudok.city.pace import EAGER_S, GAPS_S, IDLE_S, SHORTEST_PATIENCE_S, Arrivals, mean_gap
from gudok.core.words import TelephonyDown
from tests.centre import Centre, operator, settings

ROBOT = replace(operator("olga"), browser=False)


@pytest.fixture
def centre() -> Centre:
    return Centre(settings(ROBOT, operator("anna")))


def test_the_longer_the_queue_the_slower_they_come(centre: Centre) -> None:
    centre.ready("olga")
    centre.talk("olga", "c0")
    for n, gap in enumerate((*GAPS_S, GAPS_S[-1])):
        assert mean_gap(centre.state, 1.0) == gap
        centre.arrive(f"c{n + 1}")


def test_somebody_calls_soon_when_a_person_is_ready(centre: Centre) -> None:
    centre.ready("olga", "anna")
    assert mean_gap(centre.state, 1.0) == EAGER_S
    assert mean_gap(centre.state, 0.5) == 2 * EAGER_S


def test_few_call_where_nobody_works(centre: Centre) -> None:
    assert mean_gap(centre.state, 1.0) == IDLE_S
    centre.arrive("c1")
    assert mean_gap(centre.state, 1.0) == math.inf


def test_nobody_calls_a_dead_centre_or_at_rate_0(centre: Centre) -> None:
    centre.ready("olga")
    assert mean_gap(centre.state, 0.0) == math.inf
    centre.give(TelephonyDown(0, dead=True))
    assert mean_gap(centre.state, 1.0) == math.inf


def test_calls_come_at_the_rate_asked_for(centre: Centre) -> None:
    centre.ready("olga")
    arrivals = Arrivals(Pace(), Random(5))
    calls = sum(arrivals.tick(centre.state, 0, 0.15) for _ in range(round(3600 / 0.15)))
    expected = 3600 / GAPS_S[0] * 1.2  # a tenth of them bring two others
    assert 0.85 * expected < calls < 1.15 * expected


def test_a_full_centre_is_left_alone(centre: Centre) -> None:
    centre.ready("olga")
    full = Pace(rate=10, most_talks=8, most_waiting=2)
    arrivals = Arrivals(full, Random(6))
    assert not any(arrivals.tick(centre.state, 10, 0.15) for _ in range(1000)), "ten are on the line already"
    centre.talk("olga", "c0")
    for n in range(3):
        centre.arrive(f"c{n + 1}")
    assert not any(arrivals.tick(centre.state, 4, 0.15) for _ in range(1000)), "three wait already"


def test_patience_is_never_shorter_than_a_moment() -> None:
    arrivals = Arrivals(Pace(patience_s=60), Random(7))
    drawn = [arrivals.patience() for _ in range(2000)]
    assert min(drawn) >= SHORTEST_PATIENCE_S
    assert 70 < sum(drawn) / len(drawn) < 80
