"""Calls that operators dial: the engine dies at every point of them, and what Asterisk holds heals what is believed."""

from __future__ import annotations

import asyncio
import random

import pytest
from centre import Centre
from faults import unreliable
from holds import check
from mortal import DOCUMENT, Day, count
from msgspec.structs import replace
from virtual import play

from gudok.core.settings import Outgoing, Trunk
from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import (
    CallCame,
    CallEnded,
    Caller,
    CallerGone,
    CustomerRings,
    CustomerUp,
    DialAsked,
    LegGone,
    LegUp,
    StrayFound,
)
from gudok.edges.journal.memory import MemoryJournal
from gudok.edges.memory.world import Dialled
from gudok.engine.ports import FoundDialled, FoundLeg, Survey
from gudok.engine.reconcile import differences

OUT = replace(DOCUMENT, trunks=(Trunk("t1", "one"),), outgoing=Outgoing("t1", "100", ("+7",), ring=15_000))
ANSWERS, REFUSES, SILENT = "+79160000001", "+79160000002", "+79160000003"


class Dialling(Day):
    """Alice dials three numbers while callers come: one answers and hangs up, one is busy, one never answers."""

    def __init__(self, journal: MemoryJournal, strike: int = -1, away: float = 1) -> None:
        super().__init__(journal, strike, away)
        self.troupe.book.document = OUT
        self.troupe.world.on_dial = self.number
        self.talked: set[str] = set()

    def number(self, number: Dialled) -> None:
        asyncio.get_running_loop().create_task(self.take(number))

    async def take(self, number: Dialled) -> None:
        world = self.troupe.world
        await asyncio.sleep(1)
        world.number_rings(number)
        await asyncio.sleep(1)
        if number.number == REFUSES:
            world.number_ends(number.channel, 17, 486)
        elif number.number == ANSWERS:
            world.number_answers(number)
            for _ in range(4):
                await asyncio.sleep(1)
                self.talked |= {channel for channel, _ in world.talks()}
            world.number_ends(number.channel)

    async def callers(self) -> None:
        world, self.patient = self.troupe.world, []
        await asyncio.sleep(3)
        for n, number in enumerate((ANSWERS, REFUSES, SILENT)):
            asked = DialAsked(0, "alice", "alice", f"c{n:012d}", number, Caller(number, number))
            await self.ask(asked)
            self.patient.append(world.call("200", f"{n}"))
            await asyncio.sleep(12)


def survive(strike: int = -1, away: float = 1, *, rest: float = 60, seed: int = -1) -> int:
    """Play it and look at what is left; the number of points there were."""
    journal = MemoryJournal()

    async def story() -> int:
        day = Dialling(journal, strike, away)
        day.rest = rest
        if seed >= 0:
            dice = random.Random(seed)
            day.troupe.world.carry = unreliable(dice, *dice.choice(((0.2, 0, 0), (0, 0.4, 0), (0, 0, 0.4))))
        await day.play()
        assert strike >= 0 or {f"c{0:012d}-dial"} <= day.talked
        state, outputs = State(), []
        for turn in journal.tail(0):
            assert step(state, turn.came) == turn.out
            outputs += turn.out
        check(state)
        world = day.troupe.world
        assert (world.dialled, world.legs, world.lines, state.calls) == ({}, {}, {}, {})
        assert count(outputs, CallCame) == count(outputs, CallEnded)
        assert set(count(outputs, CallEnded).values()) == {1}
        assert set(day.patient) <= day.troupe.served, "everybody who called was talked to"
        await day.troupe.kill()
        return day.fate.passed

    return int(play(story()))


@pytest.mark.parametrize("away", [1, 12])
def test_death_at_every_point(away: float) -> None:
    total = survive()
    assert total > 60
    for strike in range(1, total + 1):
        try:
            survive(strike, away)
        except AssertionError as error:
            raise AssertionError(f"died at point {strike} of {total}: {error}") from error


@pytest.mark.parametrize("seed", range(6))
def test_death_while_events_are_lost_doubled_and_late(seed: int) -> None:
    survive(random.Random(seed).randrange(1, 80), 5, rest=180, seed=seed)


def placed(*, dialled: bool = True) -> State:
    centre = Centre(OUT)
    centre.ready("alice")
    centre.give(DialAsked(0, "alice", "alice", "c9", ANSWERS, Caller(ANSWERS, ANSWERS)))
    if dialled:
        centre.answer("alice")
    return centre.state


def survey(*states: str, up: bool | None = True, together: bool = True) -> Survey:
    """Asterisk's view: the operator's leg (`up` is None: none), and the number's channel in a state if one is given."""
    legs = () if up is None else (FoundLeg("c9", 1, up),)
    bridges = {"c9-0001": "b1"} | ({"c9-dial": "b1"} if together else {})
    numbers = tuple(FoundDialled("c9-dial", state) for state in states)  # type: ignore[arg-type]
    return Survey("boot-1", "22", legs=legs, dialled=numbers, bridges=bridges)


def test_what_asterisk_tells_of_a_call_on_its_way() -> None:
    assert differences(placed(dialled=False), survey(up=False)) == []
    assert differences(placed(dialled=False), survey(up=True)) == [LegUp(0, "c9", 1)]
    assert differences(placed(dialled=False), survey(up=None)) == [LegGone(0, "c9", 1, 0, "lost")]
    assert differences(placed(), survey("")) == []
    assert differences(placed(), survey("rings")) == [CustomerRings(0, "c9")]
    assert differences(placed(), survey("up")) == [CustomerUp(0, "c9")]
    assert differences(placed(), survey()) == [CallerGone(0, "c9", 0, lost=True)]
    assert differences(placed(), survey("", together=False)) == [CallerGone(0, "c9", 0, lost=True)]
    assert differences(placed(), survey("rings", up=None)) == [LegGone(0, "c9", 1, 0, "lost")]


def test_a_number_that_no_call_waits_for_is_hung_up() -> None:
    assert differences(Centre(OUT).state, survey("up", up=None)) == [StrayFound(0, "c9-dial")]
