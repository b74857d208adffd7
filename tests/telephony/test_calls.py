"""Whole calls, from a caller's telephone to an operator's, decided by the engine on a real Asterisk."""

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
from telephony.world import CALLER, SALES, SETTINGS, VIP, World, a_world, tone

from gudok.core.words import (
    CallConnected,
    CallHeld,
    CallQueued,
    EndCallAsked,
    HangUpAsked,
    HoldAsked,
    LegEnded,
    PlaceTold,
    ResumeAsked,
    TransferAsked,
)

HEARD = LOUD * 0.9


@pytest_asyncio.fixture
async def world(asterisk: PrivateAsterisk) -> AsyncIterator[World]:
    async with a_world(asterisk) as made:
        yield made


async def both_hear(caller: Call, operator: Call, name: str) -> None:
    """Voice both ways: each tone is found at the other end."""
    await until(lambda: caller.voice.hears(tone(name)) > HEARD, "the caller hears the operator")
    await until(lambda: operator.voice.hears(CALLER) > HEARD, "the operator hears the caller")


async def test_a_call_reaches_a_ready_operator_and_both_hear_each_other(world: World) -> None:
    await world.operator("o01")
    caller, call = await world.call()
    operator = await world.answer("o01")
    await both_hear(caller, operator, "o01")
    caller.hang_up()
    await asyncio.wait_for(operator.done.wait(), PATIENCE)
    assert (await world.ended(call)).end == "caller_hung_up"


async def test_a_whole_call_with_an_asterisk_that_is_asked_over_http(
    asterisk: PrivateAsterisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gudok.edges.asterisk.link.answers_on_websocket", lambda _: False)
    async with a_world(asterisk) as world:
        await world.operator("o01")
        caller, call = await world.call()
        operator = await world.answer("o01")
        await both_hear(caller, operator, "o01")
        assert (await world.ask(HoldAsked(0, "o01", "o01"))).ok
        await until(lambda: caller.voice.hears(tone("o01")) < LOUD / 20, "hold")
        assert (await world.ask(ResumeAsked(0, "o01", "o01"))).ok
        await both_hear(caller, operator, "o01")
        operator.hang_up()
        assert (await world.ended(call)).end == "operator_hung_up"


async def test_first_in_first_out(world: World) -> None:
    calls = [(await world.call(f"+7916000000{n}"))[1] for n in range(3)]
    await world.operator("o01")
    for _ in calls:
        talk = await world.answer("o01")
        talk.hang_up()
    await until(lambda: len(world.facts(CallConnected)) == 3, "all served")
    assert [fact.call for fact in world.facts(CallConnected)] == calls
    assert {(await world.ended(call)).end for call in calls} == {"operator_hung_up"}


async def test_a_vip_goes_before_those_who_wait(world: World) -> None:
    _, first = await world.call()
    _, second = await world.call("+79160000002")
    _, vip = await world.call(VIP)
    await world.operator("o01")
    for _ in range(3):
        (await world.answer("o01")).hang_up()
    await until(lambda: len(world.facts(CallConnected)) == 3, "all served")
    assert [fact.call for fact in world.facts(CallConnected)] == [vip, first, second]


async def test_the_longest_idle_operator_is_rung(world: World) -> None:
    for name in ("o02", "o01", "o03"):
        await world.operator(name)
        await asyncio.sleep(0.002)
    for name in ("o02", "o01", "o03"):
        await world.call()
        await world.answer(name)


async def test_a_refused_call_keeps_its_place_and_the_operator_is_paused(world: World) -> None:
    await world.operator("o01")
    _, first = await world.call()
    ringing = await world.ringing("o01")
    _, second = await world.call("+79160000002")
    ringing.refuse(603)
    await until(lambda: world.facts(LegEnded, first), "the refusal")
    assert world.facts(LegEnded, first)[0].outcome == "declined"
    assert getattr(world.state.agents["o01"].mode, "reason", "") == "declined"
    await world.operator("o02")
    await world.answer("o02")
    assert [fact.call for fact in world.facts(CallConnected)] == [first]
    assert world.state.place(world.state.calls[second]) == 1


async def test_a_call_nobody_answers_goes_on_to_the_next_operator(asterisk: PrivateAsterisk) -> None:
    queue = structs.replace(SALES, ring=1_500)
    async with a_world(asterisk, structs.replace(SETTINGS, queues=(queue,))) as world:
        await world.operator("o01")
        _, call = await world.call()
        ringing = await world.ringing("o01")
        await asyncio.wait_for(ringing.done.wait(), PATIENCE)
        assert ringing.end == "CANCEL"
        await until(lambda: world.facts(LegEnded, call), "missed")
        assert [leg.outcome for leg in world.facts(LegEnded, call)] == ["missed"]
        assert getattr(world.state.agents["o01"].mode, "reason", "") == "missed"
        await world.operator("o02")
        await world.answer("o02")


async def test_a_telephone_that_vanished_is_passed_over(world: World) -> None:
    web = await world.operator("o40")
    _, call = await world.call()
    await world.ringing("o40")
    await world.operator("o02")
    web.vanish()
    await world.answer("o02")
    assert [leg.outcome for leg in world.facts(LegEnded, call)] == ["unreachable"]


async def test_hold_with_music_and_back(world: World) -> None:
    await world.operator("o01")
    caller, call = await world.call()
    operator = await world.answer("o01")
    await both_hear(caller, operator, "o01")
    assert (await world.ask(HoldAsked(0, "o01", "o01"))).ok
    await until(lambda: caller.voice.hears_something() and caller.voice.hears(tone("o01")) < LOUD / 20, "music on hold")
    heard = len(operator.voice.heard)
    assert (await world.ask(ResumeAsked(0, "o01", "o01"))).ok
    await until(lambda: len(operator.voice.heard) > heard + 10, "voice again")
    await both_hear(caller, operator, "o01")
    assert world.facts(CallHeld, call)
    assert (await world.ask(HangUpAsked(0, "o01", "o01"))).ok
    await asyncio.wait_for(caller.done.wait(), PATIENCE)
    await asyncio.wait_for(operator.done.wait(), PATIENCE)
    assert (await world.ended(call)).end == "operator_hung_up"


async def test_blind_transfer_to_an_operator(world: World) -> None:
    await world.operator("o01")
    caller, call = await world.call()
    first = await world.answer("o01")
    await world.operator("o02")
    assert (await world.ask(TransferAsked(0, "o01", "o01", "agent", "o02"))).ok
    await asyncio.wait_for(first.done.wait(), PATIENCE)
    await until(caller.voice.hears_something, "music meanwhile")
    second = await world.answer("o02")
    await both_hear(caller, second, "o02")
    caller.hang_up()
    assert (await world.ended(call)).agent == "o02"


async def test_a_transfer_nobody_takes_comes_back(world: World) -> None:
    await world.operator("o01")
    caller, _ = await world.call()
    await world.answer("o01")
    await world.operator("o02")
    await world.ask(TransferAsked(0, "o01", "o01", "agent", "o02"))
    (await world.ringing("o02")).refuse()
    again = await world.answer("o01")
    await both_hear(caller, again, "o01")


async def test_blind_transfer_to_a_queue(world: World) -> None:
    await world.operator("o01")
    caller, call = await world.call()
    await world.answer("o01")
    await world.operator("o02")
    assert (await world.ask(TransferAsked(0, "o01", "o01", "queue", "help"))).ok
    second = await world.answer("o02")
    await both_hear(caller, second, "o02")
    assert [fact.queue for fact in world.facts(CallQueued, call)] == ["sales", "help"]


async def test_a_caller_who_gives_up_is_counted_and_the_ringing_stops(world: World) -> None:
    await world.operator("o01")
    caller, call = await world.call()
    ringing = await world.ringing("o01")
    caller.hang_up()
    await asyncio.wait_for(ringing.done.wait(), PATIENCE)
    assert (await world.ended(call)).end == "abandoned"
    await world.call("+79160000002")
    await world.answer("o01")


async def test_a_caller_who_gives_up_in_the_queue(world: World) -> None:
    caller, call = await world.call()
    caller.hang_up()
    assert (await world.ended(call)).end == "abandoned"


async def test_a_supervisor_ends_a_call(world: World) -> None:
    await world.operator("o01")
    caller, call = await world.call()
    operator = await world.answer("o01")
    await world.engine.ask(EndCallAsked(0, call, "bob"))
    await asyncio.wait_for(caller.done.wait(), PATIENCE)
    await asyncio.wait_for(operator.done.wait(), PATIENCE)
    assert (await world.ended(call)).end == "supervisor_ended"


async def test_a_number_nobody_has_is_told_so(world: World) -> None:
    caller, call = await world.call(did="74959999999")
    await until(caller.voice.hears_something, "the message", 10)
    await asyncio.wait_for(caller.done.wait(), 30)
    assert (await world.ended(call)).end == "no_route"


async def test_odd_and_hidden_numbers_are_served(world: World) -> None:
    for shown in ("anonymous", "12", "unknown%20caller", "+7(916)000"):
        await world.operator("o01") if "o01" not in world.phones else None
        await world.call(shown)
        (await world.answer("o01")).hang_up()
        await until(lambda: not world.state.calls, "the end")


async def test_the_place_is_told_and_never_delays_the_connection(asterisk: PrivateAsterisk) -> None:
    queue = structs.replace(SALES, announce_first=200, announce_every=60_000)
    async with a_world(asterisk, structs.replace(SETTINGS, queues=(queue,))) as world:
        caller, call = await world.call()
        await until(lambda: world.facts(PlaceTold, call), "the place told")
        assert world.facts(PlaceTold, call)[0].place == 1
        await world.operator("o01")
        operator = await world.ringing("o01")
        loop = asyncio.get_running_loop()
        await operator.answer()
        before = loop.time()
        await until(lambda: caller.voice.hears(tone("o01"), 0.12) > HEARD, "the operator in mid-prompt")
        assert loop.time() - before < 0.5


async def test_the_longest_wait_ends_in_another_queue(asterisk: PrivateAsterisk) -> None:
    queue = structs.replace(SALES, max_wait=1_000, overflow="queue", overflow_queue="help")
    async with a_world(asterisk, structs.replace(SETTINGS, queues=(queue, SETTINGS.queues[1]))) as world:
        _, call = await world.call()
        await until(lambda: [fact.queue for fact in world.facts(CallQueued, call)] == ["sales", "help"], "overflow")


async def test_the_recording_has_the_customer_and_the_operator_apart(asterisk: PrivateAsterisk) -> None:
    queue = structs.replace(SALES, record=True)
    async with a_world(asterisk, structs.replace(SETTINGS, queues=(queue,))) as world:
        await world.operator("o01")
        caller, call = await world.call()
        operator = await world.answer("o01")
        await both_hear(caller, operator, "o01")
        heard = len(operator.voice.heard)
        await until(lambda: len(operator.voice.heard) > heard + 25, "half a second of talk")
        caller.hang_up()
        await world.ended(call)
        await asyncio.wait_for(operator.done.wait(), PATIENCE)
        [connected] = world.facts(CallConnected, call)
        file = asterisk.data.recordings / f"{connected.record}.raw"
        await until(lambda: file.exists() and file.stat().st_size > 6400, "the recording")
        sound = np.fromfile(file, "<i2")
        sound = sound[: len(sound) // 2 * 2].reshape(-1, 2)[-1600:].astype(float)
        assert tone_in(sound[:, 0], tone("o01")) > HEARD
        assert tone_in(sound[:, 1], CALLER) > HEARD
