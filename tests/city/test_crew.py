"""The robots' working day, played against the bare core."""

from __future__ import annotations

from random import Random

import pytest
from msgspec.structs import replace

from gudok.city.crew import BREAKS, RECOVERS_S, RESTS_S, Crew, Wish
from gudok.city.world import Robot
from gudok.core.ranking.agents.own import Manual
from gudok.core.words import PauseAsked, PickAsked, Reachable, ReadyAsked
from tests.centre import SALES, SUPPORT, Centre, operator, settings

NAMES = ("olga", "maxim", "daria", "irina", "igor")
ROBOTS = tuple(Robot(name, name, f"tel-{name}", "secret") for name in NAMES)
TICK = 0.5


@pytest.fixture
def centre() -> Centre:
    robots = [replace(operator(name), browser=False) for name in NAMES]
    return Centre(settings(*robots, operator("anna")))


class Day:
    """A crew and a clock; what the crew asks is done at once."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.crew = Crew(ROBOTS, Random(8))
        self.now = 0.0
        self.asked: list[Wish] = []

    def run(self, seconds: float) -> None:
        until = self.now + seconds
        while self.now < until:
            for wish in self.crew.tick(self.centre.state, self.now, TICK, self.centre.at):
                self.asked.append(wish)
                self.centre.give(wish)
            self.now += TICK


def test_robots_come_to_work_when_their_telephones_do(centre: Centre) -> None:
    day = Day(centre)
    day.run(10)
    assert day.asked == []
    centre.give(Reachable(0, "olga", up=True))
    day.run(4)
    assert centre.mode("olga") == "ready"
    assert centre.mode("maxim") == "away"


def test_a_robot_that_missed_a_call_is_back_soon(centre: Centre) -> None:
    day = Day(centre)
    centre.ready("olga")
    centre.arrive("c1")
    centre.leg_gone("olga", cause=17)
    assert centre.mode("olga") == "paused declined"
    centre.leave("c1")
    day.run(RECOVERS_S[0] - 1)
    assert centre.mode("olga") == "paused declined"
    day.run(RECOVERS_S[1])
    assert centre.mode("olga") == "ready"


def test_robots_rest_now_and_then_but_three_always_work(centre: Centre) -> None:
    day = Day(centre)
    centre.ready(*NAMES)
    for _ in range(3600):
        day.run(1)
        at_work = [name for name in NAMES if not centre.mode(name).startswith("paused")]
        assert len(at_work) >= 3
    rests = [wish for wish in day.asked if isinstance(wish, PauseAsked)]
    assert 15 < len(rests) < 60
    assert {wish.reason for wish in rests} == set(BREAKS)
    day.run(RESTS_S[1])
    assert sum(isinstance(wish, ReadyAsked) for wish in day.asked) >= len(rests) - 2


def test_people_are_left_alone(centre: Centre) -> None:
    day = Day(centre)
    centre.give(Reachable(0, "anna", up=True))
    day.run(300)
    assert centre.mode("anna") == "away"


def test_robots_pick_where_calls_wait_for_that_and_each_its_own(centre: Centre) -> None:
    robots = [replace(operator(name), browser=False) for name in NAMES]
    centre.configure(settings(*robots, queues=(replace(SALES, algorithm=Manual()), SUPPORT), version=2))
    centre.ready("olga", "maxim")
    for call in ("c1", "c2", "c3"):
        centre.arrive(call)
    day = Day(centre)
    day.run(120)
    picked = [wish for wish in day.asked if isinstance(wish, PickAsked)]
    assert {wish.agent for wish in picked} == {"olga", "maxim"}
    assert (centre.where("c1")[:7], centre.where("c2")[:7], centre.where("c3")) == (
        "offered",
        "offered",
        "waiting sales",
    )
