"""A supervisor in a talk, on a real Asterisk: who hears whom is proved by tones, and what the recording has."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import numpy as np
import pytest
import pytest_asyncio
from msgspec import structs
from telephony.phone import Call
from telephony.private import PrivateAsterisk
from telephony.voice import LOUD, tone_in
from telephony.wait import PATIENCE, until
from telephony.world import CALLER, SALES, SETTINGS, World, a_world, tone

from gudok.core.state import Supervising
from gudok.core.words import CallConnected, HangUpAsked, HoldAsked, ResumeAsked
from gudok.core.words.supervise import How, StopSupervisingAsked, SuperviseAsked, SupervisionChanged, SupervisionEnded

ALICE, BOB = "o01", "o11"
"""The operator who talks, and the supervisor: their tones differ."""
HEARD, NOT_HEARD = LOUD * 0.8, LOUD / 20
FIFTH = 1_600
"""Samples of a fifth of a second."""
RECORDED = structs.replace(SETTINGS, queues=(structs.replace(SALES, record=True), SETTINGS.queues[1]))


class Scene:
    """A talk, and a supervisor at the telephone."""

    def __init__(self, world: World, caller: Call, call: str, operator: Call) -> None:
        self.world, self.caller, self.call, self.operator = world, caller, call, operator
        self.boss: Call | None = None

    async def ask(self, how: How, again: bool = False) -> None:
        assert (await self.world.ask(SuperviseAsked(0, BOB, BOB, self.call, how, again))).ok

    async def come_in(self, how: How = "listen") -> None:
        """The supervisor's telephone rings and is answered."""
        await self.ask(how)
        self.boss = await self.world.ringing(BOB)
        assert "answer-after=0" in self.boss.header("call-info")
        await self.boss.answer()

    def levels(self) -> dict[str, bool]:
        """Who hears whom now, as `boss<caller`: the tone is surely there, or surely not."""
        ends = {"caller": (self.caller, CALLER), "operator": (self.operator, tone(ALICE))}
        if self.boss is not None:
            ends["boss"] = (self.boss, tone(BOB))
        found = {}
        for listener, (end, _) in ends.items():
            for speaker, (_, hertz) in ends.items():
                loud = end.voice.hears(hertz)
                if listener != speaker and (loud > HEARD or loud < NOT_HEARD):
                    found[f"{listener}<{speaker}"] = loud > HEARD
        return found

    async def hears(self, **expected: str) -> None:
        """Wait until each hears just those named: `hears(caller="operator", boss="caller operator")`."""
        wanted = {
            f"{listener}<{speaker}": speaker in expected.get(listener, "").split()
            for listener in ("caller", "operator", "boss")
            for speaker in ("caller", "operator", "boss")
            if listener != speaker
        }
        await until(lambda: self.levels() == wanted, f"{expected}")


TALK = {"caller": "operator", "operator": "caller"}
LISTENS = {**TALK, "boss": "caller operator"}
WHISPERS = {"caller": "operator", "operator": "caller boss", "boss": "caller operator"}
BARGES = {"caller": "operator boss", "operator": "caller boss", "boss": "caller operator"}


@pytest_asyncio.fixture
async def scene(asterisk: PrivateAsterisk) -> AsyncIterator[Scene]:
    async with a_world(asterisk, RECORDED) as world:
        await world.operator(ALICE)
        await world.operator(BOB, ready=False)
        caller, call = await world.call()
        yield Scene(world, caller, call, await world.answer(ALICE))


async def test_who_hears_whom_in_every_way(scene: Scene) -> None:
    await scene.come_in("listen")
    await scene.hears(**LISTENS)
    for how, heard in (("whisper", WHISPERS), ("barge", BARGES), ("whisper", WHISPERS), ("listen", LISTENS)):
        await scene.ask(how)
        await scene.hears(**heard)
    await scene.ask("barge")
    await scene.hears(**BARGES)
    await scene.ask("listen")
    await scene.hears(**LISTENS)
    assert (await scene.world.ask(StopSupervisingAsked(0, BOB, BOB))).ok
    assert scene.boss is not None
    await asyncio.wait_for(scene.boss.done.wait(), PATIENCE)
    scene.boss = None
    await until(lambda: scene.levels() == {"caller<operator": True, "operator<caller": True}, "the talk goes on")


async def test_ways_changed_faster_than_asterisk_follows_end_in_the_last(scene: Scene) -> None:
    await scene.come_in("listen")
    for how in ("whisper", "listen", "whisper", "barge", "whisper", "listen", "whisper"):
        await scene.ask(how)  # type: ignore[arg-type]
    await scene.hears(**WHISPERS)


async def test_a_whisper_is_heard_on_hold_and_never_by_the_customer(scene: Scene) -> None:
    await scene.come_in("whisper")
    await scene.hears(**WHISPERS)
    assert (await scene.world.ask(HoldAsked(0, ALICE, ALICE))).ok
    await until(lambda: scene.caller.voice.hears(tone(ALICE)) < NOT_HEARD, "hold")
    await until(lambda: scene.operator.voice.hears(tone(BOB)) > HEARD, "the whisper on hold")
    assert scene.caller.voice.hears(tone(BOB)) < NOT_HEARD
    assert (await scene.world.ask(ResumeAsked(0, ALICE, ALICE))).ok
    await scene.hears(**WHISPERS)


async def test_the_recording_has_no_whisper(scene: Scene) -> None:
    await scene.come_in("whisper")
    await scene.hears(**WHISPERS)
    heard = len(scene.operator.voice.heard)
    await until(lambda: len(scene.operator.voice.heard) > heard + 25, "half a second of whisper")
    assert scene.operator.voice.hears(tone(BOB)) > HEARD
    scene.caller.hang_up()
    await scene.world.ended(scene.call)
    sound = await recorded(scene, 0)
    assert max(loudest(sound, channel, tone(BOB)) for channel in (0, 1)) < NOT_HEARD
    assert loudest(sound, 0, tone(ALICE)) > HEARD
    assert loudest(sound, 1, CALLER) > HEARD


async def recorded(scene: Scene, nth: int) -> np.ndarray:
    """The talk's nth recording: operator left, customer right."""
    connected = scene.world.facts(CallConnected, scene.call)[nth]
    file = scene.world.asterisk.data.recordings / f"{connected.record}.raw"
    await until(lambda: file.exists() and file.stat().st_size > 6400, "the recording")
    sound = np.fromfile(file, "<i2")
    return sound[: len(sound) // 2 * 2].reshape(-1, 2).astype(float)


def loudest(sound: np.ndarray, channel: int, hertz: float) -> float:
    """How loud a tone is in a channel's loudest fifth of a second: the end may be cut off."""
    return max(tone_in(sound[at : at + FIFTH, channel], hertz) for at in range(0, len(sound) - FIFTH, FIFTH // 2))


async def test_a_talk_is_taken_over_and_goes_on_recorded(scene: Scene) -> None:
    await scene.come_in("listen")
    await scene.hears(**LISTENS)
    await scene.ask("take")
    await asyncio.wait_for(scene.operator.done.wait(), PATIENCE)
    boss = scene.boss
    assert boss is not None
    await until(lambda: scene.caller.voice.hears(tone(BOB)) > HEARD, "the customer hears the supervisor")
    await until(lambda: boss.voice.hears(CALLER) > HEARD, "the supervisor hears the customer")
    await until(lambda: scene.caller.voice.hears(tone(ALICE)) < NOT_HEARD, "the operator is out")
    heard = len(boss.voice.heard)
    await until(lambda: len(boss.voice.heard) > heard + 25, "half a second of talk")
    assert (await scene.world.ask(HangUpAsked(0, BOB, BOB))).ok
    await asyncio.wait_for(scene.caller.done.wait(), PATIENCE)
    assert (await scene.world.ended(scene.call)).agent == BOB
    await asyncio.wait_for(boss.done.wait(), PATIENCE)
    sound = await recorded(scene, 1)
    assert loudest(sound, 0, tone(BOB)) > HEARD
    assert loudest(sound, 1, CALLER) > HEARD


@pytest.mark.parametrize("how", ["listen", "barge"])
async def test_the_talk_outlives_her_telephone_and_her_leg_the_talk_not(scene: Scene, how: How) -> None:
    await scene.come_in(how)
    assert scene.boss is not None
    await until(lambda: scene.boss and scene.boss.voice.hears(CALLER) > HEARD, "she hears the talk")
    scene.boss.hang_up()
    await until(lambda: scene.world.facts(SupervisionEnded, scene.call), "the end of supervision")
    await until(lambda: scene.caller.voice.hears(tone(ALICE)) > HEARD, "the talk goes on")
    await scene.come_in(how)
    await until(lambda: scene.boss and scene.boss.voice.hears(CALLER) > HEARD, "she hears the talk again")
    scene.operator.hang_up()
    await asyncio.wait_for(scene.boss.done.wait(), PATIENCE)
    await asyncio.wait_for(scene.caller.done.wait(), PATIENCE)
    await scene.world.ended(scene.call)


async def test_a_busy_telephone_is_told_and_the_talk_goes_on(scene: Scene) -> None:
    await scene.ask("listen")
    (await scene.world.ringing(BOB)).refuse()
    await until(lambda: scene.world.facts(SupervisionEnded, scene.call), "the end of supervision")
    await until(lambda: scene.caller.voice.hears(tone(ALICE)) > HEARD, "the talk goes on")


@pytest.mark.parametrize("how", ["whisper", "barge"])
async def test_supervision_outlives_the_engine(scene: Scene, how: How) -> None:
    await scene.come_in(how)
    heard = WHISPERS if how == "whisper" else BARGES
    await scene.hears(**heard)
    await scene.world.end()
    await scene.hears(**heard)
    scene.world.begin()
    await scene.world.up()
    await scene.hears(**heard)
    await scene.ask("listen")
    await scene.hears(**LISTENS)


async def test_what_a_dead_engine_left_undone_is_done_by_the_next(scene: Scene) -> None:
    """It died after it had written that she may whisper, before it told Asterisk."""
    await scene.come_in("listen")
    await scene.hears(**LISTENS)
    world = scene.world
    world.engine.act = lambda turn: None  # type: ignore[method-assign]
    await scene.ask("whisper")
    await until(lambda: world.facts(SupervisionChanged, scene.call)[-1].how == "whisper", "written")
    await world.end()
    world.begin()
    await world.up()
    await scene.hears(**WHISPERS)
    mode = world.state.agents[BOB].mode
    assert isinstance(mode, Supervising)
    assert (mode.how, mode.up) == ("whisper", True)


async def test_nothing_is_left_in_asterisk(scene: Scene) -> None:
    await scene.come_in("whisper")
    await scene.hears(**WHISPERS)
    scene.caller.hang_up()
    await scene.world.ended(scene.call)
    await until(lambda: "0 active channels" in scene.world.asterisk.console("core show channels count"), "no channel")
