"""An outside number as the second line: asked, joined, left with the customer; on the real Asterisk and a provider."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest_asyncio
from telephony.phone import Call, Phone
from telephony.private import PrivateAsterisk
from telephony.provider import Provider
from telephony.test_outgoing import NUMBER, OURS, a_centre, dial, provider, rings
from telephony.voice import LOUD
from telephony.wait import PATIENCE, until
from telephony.world import CALLER, World, tone

from gudok.core.words import (
    CallConnected,
    CompleteAsked,
    ConsultAnswered,
    ConsultAsked,
    ConsultEnded,
    JoinAsked,
    OutsideConnected,
    TransferAsked,
)

__all__ = ["provider"]
EXPERT = 1234
"""What the outside number speaks with."""
A = "o01"


@pytest_asyncio.fixture
async def world(asterisk: PrivateAsterisk, provider: Provider) -> AsyncIterator[World]:
    async with a_centre(asterisk, provider) as made:
        yield made


@pytest_asyncio.fixture
async def expert(world: World, provider: Provider) -> Phone:
    return await provider.callee(world.stack, EXPERT)


async def talk(world: World) -> tuple[Call, str, Call]:
    await world.operator(A)
    customer, call = await world.call()
    return customer, call, await world.answer(A)


async def hears(*pairs: tuple[Call, float]) -> None:
    for ear, hertz in pairs:
        what = f"{ear.phone.user} hears {hertz}"
        await until(lambda: ear.voice.hears(hertz) > LOUD * 0.8, lambda: f"{what}: {ear.voice.told(hertz)}")  # noqa: B023


async def hears_not(*pairs: tuple[Call, float]) -> None:
    for ear, hertz in pairs:
        what = f"{ear.phone.user} does not hear {hertz}"
        await until(lambda: ear.voice.hears(hertz) < LOUD / 10, lambda: f"{what}: {ear.voice.told(hertz)}")  # noqa: B023


async def nothing_left(world: World) -> None:
    """No channel, and no bridge of a call's own."""
    await until(lambda: world.asterisk.console("core show channels count").startswith("0 active"), "no channel")
    await until(lambda: "o-c" not in world.asterisk.console("bridge show all"), "no bridge of a call's own")


async def test_a_number_is_asked_joined_and_left_with_the_customer(world: World, expert: Phone) -> None:
    customer, call, alice = await talk(world)
    assert (await world.ask(ConsultAsked(0, A, A, "number", NUMBER))).ok
    outside = await rings(expert)
    assert f"<sip:+{OURS}@" in outside.header("from")
    await outside.answer()
    await until(lambda: world.facts(ConsultAnswered, call), "the number answered")
    await hears((alice, EXPERT), (outside, tone(A)))
    await hears_not((customer, EXPERT), (customer, tone(A)), (outside, CALLER))
    assert (await world.ask(JoinAsked(0, A, A))).ok
    await hears((customer, EXPERT), (customer, tone(A)), (outside, CALLER), (alice, CALLER), (alice, EXPERT))
    assert (await world.ask(CompleteAsked(0, A, A))).ok
    await asyncio.wait_for(alice.done.wait(), PATIENCE)
    await hears_not((customer, tone(A)))
    await hears((customer, EXPERT), (outside, CALLER))
    outside.hang_up()
    await asyncio.wait_for(customer.done.wait(), PATIENCE)
    assert (await world.ended(call)).end == "outside_hung_up"
    await nothing_left(world)


async def test_a_number_that_is_busy_brings_the_customer_back(world: World, expert: Phone) -> None:
    customer, call, alice = await talk(world)
    assert (await world.ask(ConsultAsked(0, A, A, "number", NUMBER))).ok
    (await rings(expert)).refuse(486)
    await until(lambda: world.facts(ConsultEnded, call), "over")
    assert world.facts(ConsultEnded, call)[0].why.code == "consult_declined"
    await hears((customer, tone(A)), (alice, CALLER))


async def test_the_customer_is_handed_to_a_number_at_once(world: World, expert: Phone) -> None:
    customer, call, alice = await talk(world)
    assert (await world.ask(TransferAsked(0, A, A, "number", NUMBER))).ok
    await asyncio.wait_for(alice.done.wait(), PATIENCE)
    outside = await rings(expert)
    await outside.answer()
    await until(lambda: world.facts(OutsideConnected, call), "connected")
    await hears((customer, EXPERT), (outside, CALLER))
    customer.hang_up()
    await asyncio.wait_for(outside.done.wait(), PATIENCE)
    assert (await world.ended(call)).end == "caller_hung_up"
    await nothing_left(world)


async def test_a_number_that_refuses_gives_the_customer_back_to_who_sent_him(world: World, expert: Phone) -> None:
    customer, _, _ = await talk(world)
    assert (await world.ask(TransferAsked(0, A, A, "number", NUMBER))).ok
    (await rings(expert)).refuse(603)
    again = await world.answer(A)
    await hears((customer, tone(A)), (again, CALLER))


async def test_the_number_hangs_up_while_no_engine_is_there(world: World, expert: Phone) -> None:
    customer, call, _ = await talk(world)
    assert (await world.ask(TransferAsked(0, A, A, "number", NUMBER))).ok
    outside = await rings(expert)
    await outside.answer()
    await until(lambda: world.facts(OutsideConnected, call), "connected")
    await hears((customer, EXPERT))
    await world.end()
    outside.hang_up()
    world.begin()
    await asyncio.wait_for(customer.done.wait(), PATIENCE)
    assert (await world.ended(call)).end == "outside_hung_up"


async def test_a_colleague_is_asked_about_a_customer_who_was_dialled(world: World, expert: Phone) -> None:
    await world.operator(A, ready=False)
    await world.ready(A)
    leg, call = await dial(world)
    customer = await rings(expert)
    await customer.answer()
    await until(lambda: world.facts(CallConnected, call), "connected")
    await hears((leg, EXPERT), (customer, tone(A)))
    await world.operator("o02")
    assert (await world.ask(ConsultAsked(0, A, A, "agent", "o02"))).ok
    colleague = await world.ringing("o02")
    await colleague.answer()
    await hears((leg, tone("o02")), (colleague, tone(A)))
    await hears_not((customer, tone(A)), (customer, tone("o02")), (colleague, EXPERT))
    assert (await world.ask(JoinAsked(0, A, A))).ok
    await hears((customer, tone(A)), (customer, tone("o02")), (colleague, EXPERT), (leg, EXPERT))
    assert (await world.ask(CompleteAsked(0, A, A))).ok
    await asyncio.wait_for(leg.done.wait(), PATIENCE)
    await hears_not((customer, tone(A)))
    await hears((customer, tone("o02")), (colleague, EXPERT))
    colleague.hang_up()
    await asyncio.wait_for(customer.done.wait(), PATIENCE)
    end = await world.ended(call)
    assert (end.end, end.agent) == ("operator_hung_up", "o02")
    await nothing_left(world)
