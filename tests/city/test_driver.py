"""The driver against a journal on disk and a network that only remembers what it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from gudok.city.demo import Pace
from gudok.city.driver import Driver
from gudok.city.network import NoNetworkError
from gudok.city.world import World
from gudok.core.words import Caller
from gudok.edges.journal.sqlite import SqliteJournal
from gudok.settings import Asterisk, DataFolder
from tests.centre import Centre, operator, settings

OLGA = replace(operator("olga"), browser=False)


class Network:
    """`line` maps a channel to the caller's number; `broken` makes every request fail."""

    def __init__(self) -> None:
        self.line: dict[str, str] = {}
        self.told: list[str] = []
        self.broken = False

    async def callers(self) -> dict[str, str]:
        self.check()
        return dict(self.line)

    async def go(self, key: str) -> None:
        self.check()
        self.told.append(key)

    async def call(self, did: str, number: str, variables: dict[str, str]) -> str:
        self.check()
        channel = f"caller-{len(self.line)}"
        self.line[channel] = number
        return channel

    def check(self) -> None:
        if self.broken:
            raise NoNetworkError("gone")


class City:
    """A bare centre whose turns are in a journal, and a driver that follows it; nobody calls by chance."""

    def __init__(self, folder: Path, rate: float = 0.0) -> None:
        self.data = DataFolder(folder)
        self.data.make()
        self.centre = Centre(settings(OLGA))
        self.centre.ready("olga")
        self.journal = SqliteJournal(self.data.journal)
        self.written = 0
        self.network = Network()
        self.world = World(Asterisk(), "127.0.0.1", 5060, "/voices", (), Pace(rate=rate))
        self.driver = self.new_driver()
        self.now = 0.0

    def new_driver(self) -> Driver:
        return Driver(self.data, self.world, Random(9))

    def arrive(self, call: str, number: str) -> None:
        """One of the city's callers reaches the centre."""
        self.network.line[f"caller-{call}"] = number
        self.centre.arrive(call, caller=Caller(number))

    async def tick(self, ticks: int = 1) -> None:
        turns = self.centre.turns[self.written :]
        if turns:
            self.journal.append(turns)
        self.written = len(self.centre.turns)
        for _ in range(ticks):
            self.now += 3.0
            await self.driver.tick(self.network, self.now)  # type: ignore[arg-type]


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path / "data")
    yield made
    made.driver.watch.close()
    made.journal.close()


async def test_a_caller_learns_once_that_somebody_answered(city: City) -> None:
    city.arrive("c1", "+79160000113")
    await city.tick(2)
    assert city.network.told == []
    city.centre.answer("olga")
    await city.tick(3)
    assert city.network.told == ["79160000113"]


async def test_callers_of_others_are_not_ours_to_tell(city: City) -> None:
    await city.tick()
    city.centre.talk("olga", "c1")
    await city.tick(2)
    assert city.network.told == []


async def test_a_new_driver_tells_those_who_were_answered_without_it(city: City) -> None:
    city.arrive("c1", "+79160000113")
    city.centre.answer("olga")
    await city.tick()
    city.driver.watch.close()
    city.driver = city.new_driver()
    await city.tick(2)
    assert city.network.told == ["79160000113", "79160000113"], "each driver once"


async def test_a_network_that_fails_is_told_again_later(city: City) -> None:
    await city.tick()
    city.arrive("c1", "+79160000113")
    city.centre.answer("olga")
    city.network.broken = True
    with pytest.raises(NoNetworkError):
        await city.tick()
    city.driver.sure = False  # as run() does
    city.network.broken = False
    await city.tick(2)
    assert city.network.told == ["79160000113"]


async def test_somebody_calls_at_once_when_a_person_is_ready(tmp_path: Path) -> None:
    city = City(tmp_path / "data", rate=10.0)
    city.centre.configure(settings(OLGA, operator("anna"), version=2))
    city.centre.ready("anna")
    await city.tick(15)
    assert city.network.line
    assert set(city.network.line) == set(city.driver.callers.channels.values())
    city.driver.watch.close()
    city.journal.close()
