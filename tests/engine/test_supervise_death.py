"""kill -9 of the engine at every point of a supervised talk, and a supervisor who asks anything at any time."""

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

from gudok.core.state import InTalk, State
from gudok.core.step import step
from gudok.core.words import CallCame, CallEnded, HangUpAsked, HoldAsked, ResumeAsked, TransferAsked
from gudok.core.words.supervise import (
    CloseQueueAsked,
    HelpAsked,
    How,
    OpenQueueAsked,
    StopSupervisingAsked,
    SuperviseAsked,
    SupervisionChanged,
)
from gudok.edges.journal.memory import MemoryJournal

DOCUMENT = settings(
    operator("alice"),
    operator("bob", "sales", "support"),
    operator("eva", "none"),
    queues=(replace(SALES, wrapup=2 * SECOND, announce_first=3 * SECOND), replace(SUPPORT, wrapup=0)),
)
WAYS: tuple[How, ...] = ("listen", "whisper", "barge")


class Supervised(Day):
    """One caller; Eva, who supervises, listens, whispers, joins, whispers through a hold, and takes the talk over."""

    def __init__(self, strike: int = -1, away: float = 1) -> None:
        super().__init__(MemoryJournal(), strike, away)
        self.troupe.book.document = DOCUMENT

    async def callers(self) -> None:
        self.troupe.world.register("tel-eva")
        self.patient = [self.troupe.world.call("100", "1")]
        await asyncio.sleep(3)
        for way in ("listen", "whisper", "barge", "whisper"):
            await self.supervise(way)
            await asyncio.sleep(0.6)
        name = self.who_talks()
        await self.ask(HoldAsked(0, name, name))
        await asyncio.sleep(0.6)
        await self.ask(ResumeAsked(0, name, name))
        await self.supervise("take")

    async def supervise(self, how: How) -> None:
        engine = self.troupe.engine
        for call in list(engine.state.calls) if engine else ():
            await self.ask(SuperviseAsked(0, "eva", "eva", call, how))

    def who_talks(self) -> str:
        engine = self.troupe.engine
        modes = [call.mode for call in engine.state.calls.values()] if engine else []
        return next((mode.agent for mode in modes if isinstance(mode, InTalk)), "alice")


class Everything(Supervised):
    """Callers come, and the supervisor and the operators ask anything at random."""

    rest = 200.0

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        super().__init__(self.dice.randrange(1, 120), self.dice.choice((0.2, 1, 5, 12)))

    async def callers(self) -> None:
        self.patient = []
        self.troupe.world.register("tel-eva")
        for n in range(4):
            self.troupe.world.call("100", str(n))
            for _ in range(12):
                await asyncio.sleep(self.dice.random())
                if self.dice.random() < 0.5:
                    await self.supervise(self.dice.choice((*WAYS, *WAYS, "take")))
                else:
                    await self.ask(self.something())
        await self.ask(OpenQueueAsked(0, "sales", "eva"))

    def something(self) -> object:
        name = self.who_talks()
        luck = self.dice.random()
        if luck < 0.1:
            return CloseQueueAsked(0, "sales", "eva", self.dice.choice(("stay", "part")))
        if luck < 0.3:
            return OpenQueueAsked(0, "sales", "eva")
        if luck < 0.4:
            return TransferAsked(0, name, name, "queue", "support")
        if luck < 0.5:
            return HelpAsked(0, name, name)
        if luck < 0.6:
            return StopSupervisingAsked(0, "eva", "eva")
        return self.dice.choice((HoldAsked, ResumeAsked, HangUpAsked))(0, name, name)


def tell(day: Supervised) -> Counter[str]:
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
        assert set(day.patient) <= troupe.served, "supervision costs nobody a talk"
        await troupe.kill()
        return Counter(type(output).__name__ for output in outputs)

    return Counter(play(story()))


def test_the_day_without_a_death_comes_to_the_taking_over() -> None:
    said = tell(Supervised())
    assert said["CallTaken"] == 1
    assert said["Attend"] >= 6


@pytest.mark.parametrize("away", [1, 12])
def test_death_at_every_point(away: float) -> None:
    day = Supervised()
    tell(day)
    for strike in range(1, day.fate.passed + 1):
        try:
            tell(Supervised(strike, away))
        except AssertionError as error:
            raise AssertionError(f"died at point {strike} of {day.fate.passed}: {error}") from error


@pytest.mark.parametrize("seed", range(12))
def test_anything_is_asked_and_the_engine_dies(seed: int) -> None:
    day = Everything(seed)
    if seed % 2:
        day.troupe.world.carry = unreliable(
            day.dice, *day.dice.choice(((0.2, 0, 0), (0, 0.4, 0), (0, 0, 0.4), (0.1, 0.1, 0.3)))
        )
    tell(day)


def test_the_random_days_come_to_supervision() -> None:
    assert sum(tell(Everything(seed))[SupervisionChanged.__name__] for seed in range(0, 8, 2)) > 8
