"""`gudok demo` as a newcomer starts it: robots really call, robots really answer, both really speak."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest

from gudok.city import demo
from gudok.city.people import HUMANS
from gudok.core.words import CallCame
from tests.city.whole_demo import Demo, speech
from tests.run.processes import gone, until

HURRY = demo.Pace(rate=4.0, most_talks=3, most_waiting=1)

pytestmark = [pytest.mark.telephony, pytest.mark.timeout(400)]


def test_the_city_calls_talks_stops_and_starts_again(made_demo: Callable[[demo.Pace], Demo]) -> None:
    city = made_demo(HURRY)
    told, _ = city.start()
    for member in HUMANS:
        assert any(f"{member.login} " in line and city.passwords[member.login] in line for line in told)
    pids = city.pids()
    assert 0 not in pids

    # Two whole talks between robots, then their recordings.
    assert until(lambda: len(city.ended_talks()) >= 2, 180), city.facts()[-20:]
    assert any(isinstance(fact, CallCame) and fact.caller.name for fact in city.facts()), "customers are recognised"
    customer, operator, both = speech(city.recording(city.ended_talks()[0]))
    assert customer > 12
    assert operator > 24
    assert both < 0.25 * min(customer, operator), "they let each other speak"

    assert city.stop() == 0
    assert all(gone(pid) for pid in pids)
    company = city.rows()

    _, seconds = city.start()
    assert seconds < 30
    assert city.rows() == company
    assert demo.load(city.data.path / "demo.toml").passwords == city.passwords
    pids = city.pids()
    city.stop(signal.SIGKILL)
    assert all(gone(pid) for pid in pids)
