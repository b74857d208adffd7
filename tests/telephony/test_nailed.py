"""A line that stands to an operator's telephone for the whole shift, on a real Asterisk: heard by tones, measured."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import numpy as np
import pytest_asyncio
from msgspec import structs
from telephony.phone import Call, Phone
from telephony.private import PrivateAsterisk
from telephony.voice import LOUD, decode, tone_in
from telephony.wait import PATIENCE, until
from telephony.world import CALLER, SALES, SETTINGS, World, a_world, tone, with_lines

from gudok.core.state import Paused, Ready
from gudok.core.words import (
    CallConnected,
    CallOffered,
    CompleteAsked,
    ConsultAsked,
    HangUpAsked,
    HoldAsked,
    JoinAsked,
    LeaveAsked,
    ReadyAsked,
    ResumeAsked,
    TransferAsked,
)
from gudok.core.words.supervise import SuperviseAsked

ALICE, BOB = "o05", "o11"
"""Who has the line, and who has an ordinary telephone: their tones differ."""
HEARD, NOT_HEARD = LOUD * 0.8, LOUD / 20
LINES = with_lines(
    structs.replace(SETTINGS, queues=(structs.replace(SALES, record=True), SETTINGS.queues[1])), (ALICE,)
)
CALLS = 5
BEEP = 700
"""The beep's tone."""


@pytest_asyncio.fixture
async def world(asterisk: PrivateAsterisk) -> AsyncIterator[World]:
    async with a_world(asterisk, LINES) as made:
        yield made


async def lift(world: World, name: str = ALICE) -> Call:
    """The operator comes to work and takes the line."""
    await world.operator(name)
    line = await world.ringing(name)
    assert "answer-after=0" in line.header("call-info")
    await line.answer()
    await until(lambda: isinstance(world.state.agents[name].mode, Ready), f"{name}'s line up")
    return line


async def talk(world: World) -> tuple[Call, str]:
    """A caller who is connected over the line, and the call's id."""
    before = len(world.facts(CallConnected))
    caller, call = await world.call()
    await until(lambda: len(world.facts(CallConnected)) > before, "connected over the line")
    return caller, call


async def hear(caller: Call, line: Call, hertz: float | None = None) -> None:
    await until(lambda: caller.voice.hears(hertz or tone(ALICE)) > HEARD, "the customer hears the operator")
    await until(lambda: line.voice.hears(CALLER) > HEARD, "the operator hears the customer")


async def test_calls_come_over_the_line_without_ringing_and_end_without_it(world: World) -> None:
    line = await lift(world)
    phone = world.phones[ALICE]
    for _ in range(2):
        caller, call = await talk(world)
        await hear(caller, line)
        assert phone.incoming.empty()
        assert (await world.ask(HangUpAsked(0, ALICE, ALICE))).ok
        await asyncio.wait_for(caller.done.wait(), PATIENCE)
        assert (await world.ended(call)).end == "operator_hung_up"
        await until(lambda: isinstance(world.state.agents[ALICE].mode, Ready), "ready again")
        assert not line.done.is_set()
        await until(lambda: line.voice.hears(CALLER) < NOT_HEARD, "silence between the calls")
    assert (await world.ask(LeaveAsked(0, ALICE, ALICE))).ok
    await asyncio.wait_for(line.done.wait(), PATIENCE)


async def test_a_beep_tells_the_operator_and_not_the_customer(world: World) -> None:
    line = await lift(world)
    before = len(line.voice.heard)
    caller, _ = await talk(world)
    await hear(caller, line)
    assert beeps(line, before)
    assert not beeps(caller, 0)


def beeps(end: Call, since: int) -> bool:
    """Whether the beep is in what an end has heard from its packet `since` on."""
    heard = decode(b"".join(data for _, data in end.voice.heard[since:]))
    return any(tone_in(heard[at : at + 800], BEEP) > LOUD / 10 for at in range(0, len(heard) - 800, 400))


async def test_to_connect_over_the_line_takes_a_moment(
    world: World, record_property: Callable[[str, object], None]
) -> None:
    """Beside a telephone that answers the very moment it rings; a person's hand takes seconds more."""
    line = await lift(world)
    over_line = [await connected_in(world, ALICE) for _ in range(CALLS)]
    assert (await world.ask(LeaveAsked(0, ALICE, ALICE))).ok
    await asyncio.wait_for(line.done.wait(), PATIENCE)
    bob = await world.operator(BOB)
    bob.on_call = lambda call: bob.spawn(call.answer())
    rung = [await connected_in(world, BOB) for _ in range(CALLS)]
    record_property("over_the_line_ms", over_line)
    record_property("rung_and_answered_at_once_ms", rung)
    assert sorted(over_line)[CALLS // 2] < 200


async def connected_in(world: World, name: str) -> int:
    """Milliseconds from the offer to the talk."""
    caller, call = await talk(world)
    times = {
        type(out): turn.came.at
        for turn in world.journal.turns
        for out in turn.out
        if isinstance(out, CallOffered | CallConnected) and out.call == call
    }
    assert (await world.ask(HangUpAsked(0, name, name))).ok
    await asyncio.wait_for(caller.done.wait(), PATIENCE)
    await until(lambda: isinstance(world.state.agents[name].mode, Ready), "ready again")
    return times[CallConnected] - times[CallOffered]


async def test_hold_and_transfer_work_over_it(world: World) -> None:
    line = await lift(world)
    caller, _ = await talk(world)
    await hear(caller, line)
    assert (await world.ask(HoldAsked(0, ALICE, ALICE))).ok
    await until(lambda: caller.voice.hears(tone(ALICE)) < NOT_HEARD, "hold")
    await until(lambda: line.voice.hears(CALLER) < NOT_HEARD, "silence on hold")
    assert (await world.ask(ResumeAsked(0, ALICE, ALICE))).ok
    await hear(caller, line)
    await world.operator(BOB)
    assert (await world.ask(TransferAsked(0, ALICE, ALICE, "agent", BOB))).ok
    bob = await world.answer(BOB)
    await hear(caller, bob, tone(BOB))
    assert not line.done.is_set()
    assert (await world.ask(TransferAsked(0, BOB, BOB, "agent", ALICE))).ok
    await hear(caller, line)


async def test_a_consultation_and_a_conference_work_over_it(world: World) -> None:
    line = await lift(world)
    caller, _ = await talk(world)
    await world.operator(BOB)
    assert (await world.ask(ConsultAsked(0, ALICE, ALICE, "agent", BOB))).ok
    bob = await world.ringing(BOB)
    await bob.answer()
    await until(lambda: bob.voice.hears(tone(ALICE)) > HEARD, "bob hears alice")
    await until(lambda: line.voice.hears(tone(BOB)) > HEARD, "alice hears bob")
    assert bob.voice.hears(CALLER) < NOT_HEARD
    assert (await world.ask(JoinAsked(0, ALICE, ALICE))).ok
    await until(lambda: bob.voice.hears(CALLER) > HEARD, "bob hears the customer")
    await until(lambda: caller.voice.hears(tone(BOB)) > HEARD, "the customer hears bob")
    await hear(caller, line)
    assert (await world.ask(CompleteAsked(0, ALICE, ALICE))).ok
    await until(lambda: line.voice.hears(CALLER) < NOT_HEARD, "alice is out")
    assert caller.voice.hears(tone(BOB)) > HEARD
    assert not line.done.is_set()


async def test_a_supervisor_listens_and_whispers_and_the_recording_has_both_sides(world: World) -> None:
    line = await lift(world)
    caller, call = await talk(world)
    await hear(caller, line)
    await world.operator(BOB, ready=False)
    assert (await world.ask(SuperviseAsked(0, BOB, BOB, call, "listen"))).ok
    boss = await world.ringing(BOB)
    await boss.answer()
    await until(lambda: boss.voice.hears(CALLER) > HEARD, "the supervisor hears the customer")
    await until(lambda: boss.voice.hears(tone(ALICE)) > HEARD, "the supervisor hears the operator")
    assert (await world.ask(SuperviseAsked(0, BOB, BOB, call, "whisper"))).ok
    await until(lambda: line.voice.hears(tone(BOB)) > HEARD, "the operator hears the whisper")
    assert caller.voice.hears(tone(BOB)) < NOT_HEARD
    caller.hang_up()
    await world.ended(call)
    [connected] = world.facts(CallConnected, call)
    file = world.asterisk.data.recordings / f"{connected.record}.raw"
    await until(lambda: file.exists() and file.stat().st_size > 6400, "the recording")
    sound = np.fromfile(file, "<i2")
    sound = sound[: len(sound) // 2 * 2].reshape(-1, 2)
    assert loudest(sound[:, 0], tone(ALICE)) > HEARD
    assert loudest(sound[:, 0], CALLER) < NOT_HEARD
    assert loudest(sound[:, 1], CALLER) > HEARD
    assert max(loudest(sound[:, side], tone(BOB)) for side in (0, 1)) < NOT_HEARD, "the whisper is in no recording"


def loudest(samples: np.ndarray, hertz: float) -> float:
    """How loud a tone is in the loudest fifth of a second: the end may be cut off."""
    return max(tone_in(samples[at : at + 1600].astype(float), hertz) for at in range(0, len(samples) - 1600, 800))


async def test_a_telephone_put_down_ends_the_call_and_the_line_is_rung_at_the_next_ready(world: World) -> None:
    line = await lift(world)
    caller, call = await talk(world)
    await hear(caller, line)
    line.hang_up()
    assert (await world.ended(call)).end == "operator_hung_up"
    await asyncio.wait_for(caller.done.wait(), PATIENCE)
    await until(lambda: world.state.agents[ALICE].mode == Paused("line_lost"), "the pause")
    assert (await world.ask(ReadyAsked(0, ALICE, ALICE))).ok
    again = await world.ringing(ALICE)
    await again.answer()
    await until(lambda: isinstance(world.state.agents[ALICE].mode, Ready), "the line anew")
    caller, _ = await talk(world)
    await hear(caller, again)


async def test_a_line_that_is_refused_is_a_pause_with_a_reason(world: World) -> None:
    phone: Phone = await world.operator(ALICE)
    (await world.ringing(ALICE)).refuse()
    await until(lambda: world.state.agents[ALICE].mode == Paused("line_lost"), "the pause")
    assert phone.incoming.empty()


async def test_another_engine_finds_the_line_and_the_talk_over_it(world: World) -> None:
    line = await lift(world)
    caller, call = await talk(world)
    await hear(caller, line)
    await world.end()
    world.begin()
    await world.up()
    assert call in world.state.calls
    await hear(caller, line)
    assert (await world.ask(HangUpAsked(0, ALICE, ALICE))).ok
    await asyncio.wait_for(caller.done.wait(), PATIENCE)
    await until(lambda: isinstance(world.state.agents[ALICE].mode, Ready), "ready again")
    caller, _ = await talk(world)
    await hear(caller, line)


async def test_a_line_that_fell_while_no_engine_was_there_is_found_gone(world: World) -> None:
    line = await lift(world)
    await world.end()
    line.hang_up()
    world.begin()
    await world.up()
    await until(lambda: world.state.agents[ALICE].mode == Paused("line_lost"), "the pause")
