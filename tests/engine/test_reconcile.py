"""What Asterisk holds against what we believe: each difference as the input that heals it; callers being recognised."""

from __future__ import annotations

import asyncio
import time

from centre import Centre, settings
from troupe import Troupe
from virtual import play

from gudok.core.state import State
from gudok.core.words import (
    AgentReachable,
    AnyInput,
    CallArrived,
    Caller,
    CallerGone,
    LegGone,
    LegUp,
    Misplaced,
    StrayFound,
)
from gudok.edges.journal.memory import MemoryJournal
from gudok.edges.memory.telephony import MemoryTelephony
from gudok.engine.ports import FoundCaller, FoundLeg, Survey
from gudok.engine.recognise import LIMIT, Recogniser
from gudok.engine.reconcile import differences


def caller(call: str) -> FoundCaller:
    return FoundCaller(call, f"ch-{call}", "100", "", 0)


def survey(*callers: str, legs: tuple[FoundLeg, ...] = (), bridges: dict[str, str] | None = None, **more) -> Survey:
    return Survey("boot-1", "22", tuple(caller(call) for call in callers), legs, bridges=bridges or {}, **more)


def talking() -> State:
    """Alice talks with c1; c2 rings at bob; c3 waits."""
    centre = Centre()
    centre.ready("alice", "bob")
    centre.talk("alice", "c1")
    centre.arrive("c2")
    centre.arrive("c3")
    return centre.state


TOGETHER = {"ch-c1": "b1", "c1-0001": "b1"}
LEGS = (FoundLeg("c1", 1, up=True), FoundLeg("c2", 1, up=False))


def test_nothing_to_heal() -> None:
    assert differences(talking(), survey("c1", "c2", "c3", legs=LEGS, bridges=TOGETHER)) == []


def test_caller_who_is_gone() -> None:
    assert differences(talking(), survey("c1", "c2", legs=LEGS, bridges=TOGETHER)) == [
        CallerGone(0, "c3", 0, lost=True)
    ]


def test_leg_that_is_gone() -> None:
    found = differences(talking(), survey("c1", "c2", "c3", legs=LEGS[1:]))
    assert found == [LegGone(0, "c1", 1, 0, "lost")]


def test_answer_that_was_not_heard() -> None:
    legs = (LEGS[0], FoundLeg("c2", 1, up=True))
    assert differences(talking(), survey("c1", "c2", "c3", legs=legs, bridges=TOGETHER)) == [LegUp(0, "c2", 1)]


def test_talk_apart() -> None:
    for bridges in ({}, {"ch-c1": "b1"}, {"ch-c1": "b1", "c1-0001": "b2"}):
        found = differences(talking(), survey("c1", "c2", "c3", legs=LEGS, bridges=bridges))
        assert found == [Misplaced(0, "c1")]


def test_waiting_caller_in_a_bridge() -> None:
    bridges = TOGETHER | {"ch-c3": "b1"}
    found = differences(talking(), survey("c1", "c2", "c3", legs=LEGS, bridges=bridges))
    assert found == [Misplaced(0, "c3")]


def test_leg_nobody_waits_for_and_a_stray() -> None:
    legs = (*LEGS, FoundLeg("c3", 4, up=True), FoundLeg("c9", 1, up=False))
    found = differences(talking(), survey("c1", "c2", "c3", legs=legs, bridges=TOGETHER, strays=("ch-x",)))
    assert found == [LegUp(0, "c3", 4), LegUp(0, "c9", 1), StrayFound(0, "ch-x")]


class Slow:
    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def recognise(self, number: str) -> Caller:
        time.sleep(self.seconds)
        if not number:
            raise ValueError("odd")
        return Caller(number, number, "k1", "Анна", vip=True)


async def recognise(seconds: float, number: str) -> tuple[list[AnyInput], float]:
    heard: list[AnyInput] = []
    recogniser = Recogniser(Slow(seconds), heard.append)  # type: ignore[arg-type]
    begun = time.monotonic()
    for _ in range(2):  # told twice, taken once
        recogniser.caller(FoundCaller("c1", "ch-c1", "100", number, 5))
    while not heard:
        await asyncio.sleep(0.01)
    took = time.monotonic() - begun
    recogniser.threads.shutdown()
    return heard, took


async def test_caller_is_recognised_once() -> None:
    heard, _ = await recognise(0, "+79160000001")
    who = Caller("+79160000001", "+79160000001", "k1", "Анна", vip=True)
    assert heard == [CallArrived(0, "c1", "ch-c1", "100", who, 5)]


async def test_slow_records_keep_no_caller_waiting() -> None:
    [came], took = await recognise(LIMIT + 0.3, "+79160000001")
    assert came.caller == Caller(shown="+79160000001")
    assert took < LIMIT + 0.29


async def test_records_that_fail_lose_no_caller() -> None:
    [came], _ = await recognise(0, "")
    assert came.caller == Caller()


class SlowLook(MemoryTelephony):
    """Sees the telephones, and tells of them only after one has registered meanwhile."""

    async def survey(self) -> Survey:
        seen = await super().survey()
        if not self.world.phones["tel-alice"]:
            self.world.register("tel-alice")
            await asyncio.sleep(0.01)
        return seen


def test_a_telephone_that_registers_while_we_look_is_there() -> None:
    async def story() -> list[bool]:
        troupe = Troupe(settings(), MemoryJournal())
        troupe.world.phones["tel-alice"] = False
        engine = troupe.start(lambda telephony: SlowLook(telephony.world))
        await asyncio.sleep(1)
        told = [
            output.up for turn in troupe.journal.tail(0) for output in turn.out if isinstance(output, AgentReachable)
        ]
        assert engine.state.agents["alice"].reachable
        await troupe.kill()
        return told

    assert play(story()) == [True], "a look that began before is older than what was told"
