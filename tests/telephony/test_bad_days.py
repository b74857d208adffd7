"""Events lost, doubled and late; the link cut; Asterisk dead: the centre heals, and no rule is broken meanwhile."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from msgspec import structs
from telephony.faults import Proxy
from telephony.phone import Call
from telephony.private import PrivateAsterisk
from telephony.voice import LOUD
from telephony.wait import until
from telephony.world import CALLER, World, a_world, tone

from gudok.core.words import CallConnected, CallEnded, LegEnded, TelephonyChanged

HEALED = 20.0
"""Seconds in which the reconciler must have put right what an event did not tell."""


@pytest_asyncio.fixture
async def proxy(asterisk: PrivateAsterisk) -> AsyncIterator[Proxy]:
    made = await Proxy(asterisk.url).start()
    yield made
    await made.stop()


@pytest_asyncio.fixture
async def world(asterisk: PrivateAsterisk, proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """A centre that talks to Asterisk through the proxy and compares itself with it often."""
    monkeypatch.setattr("gudok.engine.reconcile.PERIOD", 0.3)
    async with a_world(asterisk, link=structs.replace(asterisk.settings, http_port=proxy.port)) as made:
        yield made


def losing(kind: str, channel: Callable[[str], bool] = lambda _: True) -> Callable[[dict[str, Any]], list[float]]:
    """Loses events of a kind, of channels of which something is true."""
    return lambda event: [] if event["type"] == kind and channel(event["channel"]["id"]) else [0.0]


def is_leg(channel: str) -> bool:
    return channel.startswith("c")


async def talk(world: World, caller: Call, operator: Call, name: str) -> None:
    await until(lambda: caller.voice.hears(tone(name)) > LOUD * 0.9, "the caller hears the operator", HEALED)
    await until(lambda: operator.voice.hears(CALLER) > LOUD * 0.9, "the operator hears the caller", HEALED)
    world.check()


async def test_the_answer_is_not_told(world: World, proxy: Proxy) -> None:
    await world.operator("o01")
    proxy.fault = losing("StasisStart", is_leg)
    caller, _ = await world.call()
    ringing = await world.ringing("o01")
    await ringing.answer()
    await talk(world, caller, ringing, "o01")


async def test_the_operators_end_is_not_told(world: World, proxy: Proxy) -> None:
    await world.operator("o01")
    caller, call = await world.call()
    operator = await world.answer("o01")
    await talk(world, caller, operator, "o01")
    proxy.fault = losing("ChannelDestroyed", is_leg)
    operator.hang_up()
    await asyncio.wait_for(caller.done.wait(), HEALED)
    assert (await world.ended(call)).end == "operator_hung_up"


async def test_a_refusal_is_not_told(world: World, proxy: Proxy) -> None:
    await world.operator("o01")
    proxy.fault = losing("ChannelDestroyed", is_leg)
    _, call = await world.call()
    (await world.ringing("o01")).refuse(603)
    await until(lambda: world.facts(LegEnded, call), "the refusal found", HEALED)
    await until(lambda: not world.phones["o01"].incoming.empty(), "rung again", HEALED)


async def test_the_callers_end_is_not_told(world: World, proxy: Proxy) -> None:
    await world.operator("o01")
    caller, call = await world.call()
    operator = await world.answer("o01")
    await talk(world, caller, operator, "o01")
    proxy.fault = losing("ChannelDestroyed", lambda channel: not is_leg(channel))
    caller.hang_up()
    await asyncio.wait_for(operator.done.wait(), HEALED)
    assert (await world.ended(call)).end == "caller_hung_up"


async def test_a_caller_is_not_told(world: World, proxy: Proxy) -> None:
    await world.operator("o01")
    proxy.fault = losing("StasisStart", lambda channel: not is_leg(channel))
    caller, _ = await world.call()
    operator = await world.answer("o01")
    await talk(world, caller, operator, "o01")


async def test_a_telephone_that_registered_unheard(world: World, proxy: Proxy) -> None:
    proxy.fault = lambda event: [] if event["type"] == "PeerStatusChange" else [0.0]
    await world.operator("o01")
    await world.call()
    await world.answer("o01")


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_everything_lost_doubled_and_late(world: World, proxy: Proxy, seed: int) -> None:
    dice = random.Random(seed)
    proxy.fault = lambda _: dice.choice([[], [0.0], [0.0, 0.0], [0.0, 0.4], [0.2], [0.7], [1.5, 0.0]])
    names = [f"o{n:02d}" for n in range(1, 6)]
    for name in names:
        phone = await world.operator(name, ready=False)
        phone.on_call = lambda call: call.phone.spawn(call.answer())
        await world.ready(name)
    callers = [(await world.call(f"+7916000000{n}"))[0] for n in range(8)]
    for n, caller in enumerate(callers):
        await until(lambda: world.facts(CallConnected), "somebody served", HEALED)
        world.check()
        if n % 2:
            caller.hang_up()
        await asyncio.sleep(0.1)
    for caller in callers:
        if not caller.done.is_set():
            caller.hang_up()
    await until(lambda: not world.state.calls, "every call ended", HEALED * 2)
    assert len(world.facts(CallEnded)) == 8
    proxy.fault = lambda _: [0.0]
    await until(lambda: not world.talks(), "no leg left", HEALED)


async def test_the_link_cut_in_mid_talk(world: World, proxy: Proxy) -> None:
    await world.operator("o01")
    await world.operator("o02")
    caller, _ = await world.call()
    operator = await world.answer("o01")
    proxy.refuse = True
    await proxy.cut()
    await until(lambda: world.state.telephony == "down", "the loss")
    await talk(world, caller, operator, "o01")
    proxy.refuse = False
    await until(lambda: world.state.telephony == "up", "the link", HEALED)
    await world.call()
    await world.answer("o02")
    await talk(world, caller, operator, "o01")


async def test_a_caller_who_left_while_the_link_was_down(world: World, proxy: Proxy) -> None:
    caller, call = await world.call()
    proxy.refuse = True
    await proxy.cut()
    await until(lambda: world.state.telephony == "down", "the loss")
    caller.hang_up()
    proxy.refuse = False
    assert (await world.ended(call)).end == "abandoned"


async def test_asterisk_killed_in_mid_talk(asterisk: PrivateAsterisk) -> None:
    async with a_world(asterisk) as world:
        await world.operator("o01")
        _, talking = await world.call()
        await world.answer("o01")
        _, waiting = await world.call("+79160000002")
        asterisk.kill()
        assert (await world.ended(talking)).end == "telephony_lost"
        assert (await world.ended(waiting)).end == "telephony_lost"
        assert world.facts(TelephonyChanged)[-1].state == "dead"
        for phone in world.phones.values():
            for call in phone.calls.values():
                call.over("lost")
        await asyncio.to_thread(asterisk.start)
        await until(lambda: world.state.telephony == "up", "service again", HEALED)
        await world.phones["o01"].register()
        await until(lambda: world.state.agents["o01"].reachable, "the telephone again")
        await world.ready("o01")
        caller, _ = await world.call()
        operator = await world.answer("o01")
        await talk(world, caller, operator, "o01")
