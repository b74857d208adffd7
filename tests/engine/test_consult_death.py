"""kill -9 of the engine at every point of a talk with a second line, and everybody asking anything at any time."""

from __future__ import annotations

import asyncio
import random
from collections import Counter

import pytest
from centre import SALES, SECOND, SUPPORT, operator, settings
from faults import unreliable
from holds import check
from mortal import Day, count
from msgspec.structs import replace
from virtual import play

from gudok.core.settings import Outgoing, Trunk
from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import (
    CallCame,
    CallEnded,
    CompleteAsked,
    ConsultAnswered,
    ConsultAsked,
    DropCustomerAsked,
    EndConsultAsked,
    HangUpAsked,
    HoldAsked,
    JoinAsked,
    ResumeAsked,
    ReturnAsked,
    SwapAsked,
    TransferAsked,
)
from gudok.edges.journal.memory import MemoryJournal

NUMBER = "+74950001122"
DOCUMENT = replace(
    settings(
        operator("alice"),
        operator("bob", "sales", "support"),
        queues=(replace(SALES, wrapup=2 * SECOND, announce_first=3 * SECOND), replace(SUPPORT, wrapup=0)),
    ),
    trunks=(Trunk("t1", "Line"),),
    outgoing=Outgoing(trunk="t1", allowed=("+7",)),
)
ASKS = (
    SwapAsked, SwapAsked, JoinAsked, JoinAsked, CompleteAsked, EndConsultAsked, DropCustomerAsked, HoldAsked,
    ResumeAsked, HangUpAsked, ReturnAsked,
)  # fmt: skip


class Questions(Day):
    """One caller; his operator asks the other one, swaps there and back, joins all, and leaves them to each other."""

    def __init__(self, strike: int = -1, away: float = 1) -> None:
        super().__init__(MemoryJournal(), strike, away)
        self.troupe.book.document = DOCUMENT

    async def callers(self) -> None:
        self.patient = [self.troupe.world.call("100", "1")]
        await asyncio.sleep(3)
        name, other = self.who_talks()
        await self.ask(ConsultAsked(0, name, name, "agent", other))
        await asyncio.sleep(2)
        for what in (SwapAsked, SwapAsked, JoinAsked, CompleteAsked):
            await self.ask(what(0, name, name))
            await asyncio.sleep(0.7)

    def who_talks(self) -> tuple[str, str]:
        """The operator with the caller, and the other one."""
        engine = self.troupe.engine
        calls = engine.state.calls.values() if engine else ()
        name = next((getattr(call.mode, "agent", "") for call in calls), "") or "alice"
        return name, "bob" if name == "alice" else "alice"


class Everything(Questions):
    """Callers come, and both operators ask anything of their lines at random."""

    rest = 200.0

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        super().__init__(self.dice.randrange(1, 120), self.dice.choice((0.2, 1, 5, 12)))

    async def callers(self) -> None:
        self.patient = []
        for n in range(4):
            self.troupe.world.call("100", str(n))
            for _ in range(12):
                await asyncio.sleep(self.dice.random())
                await self.ask(self.something())

    def something(self) -> object:
        name = self.dice.choice(("alice", "bob"))
        other = "bob" if name == "alice" else "alice"
        kind, to = self.dice.choice((("agent", other), ("agent", other), ("queue", "support"), ("number", NUMBER)))
        luck = self.dice.random()
        if luck < 0.45:
            return ConsultAsked(0, name, name, kind, to)
        if luck < 0.5:
            return TransferAsked(0, name, name, kind, to)
        return self.dice.choice(ASKS)(0, name, name)


def tell(day: Day) -> Counter[str]:
    """Play the day and look at what is left; how often which words were said."""

    async def story() -> Counter[str]:
        await day.play()
        troupe, state, outputs = day.troupe, State(), []
        for turn in troupe.journal.tail(0):
            assert step(state, turn.came) == turn.out
            outputs += turn.out
        assert troupe.engine is not None
        assert state.snapshot() == troupe.engine.state.snapshot()
        check(state)
        assert (troupe.world.lines, troupe.world.legs, state.calls) == ({}, {}, {}), "nobody is left on a line"
        came = count(outputs, CallCame)
        assert came == count(outputs, CallEnded)
        assert set(came.values()) == {1}
        assert set(day.patient) <= troupe.served
        await troupe.kill()
        return Counter(type(output).__name__ for output in outputs)

    return Counter(play(story()))


def test_the_day_without_a_death_comes_to_the_conference() -> None:
    said = tell(Questions())
    assert said["LinesChanged"] == 5
    assert said["CallTransferred"] == 1


@pytest.mark.parametrize("away", [1, 12])
def test_death_at_every_point(away: float) -> None:
    day = Questions()
    tell(day)
    for strike in range(1, day.fate.passed + 1):
        try:
            tell(Questions(strike, away))
        except AssertionError as error:
            raise AssertionError(f"died at point {strike} of {day.fate.passed}: {error}") from error


@pytest.mark.parametrize("seed", range(16))
def test_anything_is_asked_and_the_engine_dies(seed: int) -> None:
    day = Everything(seed)
    if seed % 2:
        day.troupe.world.carry = unreliable(
            day.dice, *day.dice.choice(((0.2, 0, 0), (0, 0.4, 0), (0, 0, 0.4), (0.1, 0.1, 0.3)))
        )
    tell(day)


def test_the_random_days_come_to_consultations() -> None:
    assert sum(tell(Everything(seed))[ConsultAnswered.__name__] for seed in range(0, 8, 2)) > 4
