"""A callback instead of waiting, on the real Asterisk: keys pressed as RFC 4733, the number dialled over a provider."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import pytest
from msgspec import structs
from telephony.private import TELEPHONY, PrivateAsterisk
from telephony.provider import Provider
from telephony.voice import LOUD
from telephony.wait import PATIENCE, until
from telephony.world import CALLER, DID, SETTINGS, World, a_world, tone

from gudok.core.settings import Outgoing, Trunk
from gudok.core.words import CallbackBooked, CallConnected, Caller, CallQueued, DialNumber, HangUpAsked, PlaceTold
from gudok.edges.asterisk.words import Telephony

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

ACCOUNT, OURS = "88003", "74950001111"
IVAN, ELSEWHERE = "+79160000001", "+79160000009"
RULES = Outgoing("trunk-1", OURS, ("+7",), ring=20_000, record=False)
SALES = structs.replace(
    SETTINGS.queues[0],
    callback=True,
    callback_offer=("beep",),
    announce_first=500,
    callback_pause=2_000,
    keep_place=60_000,
)
CENTRE = structs.replace(
    SETTINGS, queues=(SALES, *SETTINGS.queues[1:]), trunks=(Trunk("trunk-1", "provider"),), outgoing=RULES
)


@pytest.fixture(scope="module")
def provider(asterisk: PrivateAsterisk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    made = Provider(tmp_path_factory.mktemp("provider"))
    try:
        made.start()
        yield made
    finally:
        made.kill()


@contextlib.asynccontextmanager
async def a_centre(asterisk: PrivateAsterisk, provider: Provider, **rules: object) -> AsyncIterator[World]:
    centre = structs.replace(CENTRE, queues=(structs.replace(SALES, **rules), *CENTRE.queues[1:]))
    async with a_world(asterisk, centre) as made:
        way = provider.trunk(ACCOUNT, DID)
        made.telephones = Telephony(TELEPHONY.phones, (*TELEPHONY.trunks, way))
        await made.engine.telephony.provision(centre)
        await until(lambda: provider.contact(ACCOUNT), "registered")
        yield made
        made.telephones = TELEPHONY
        await made.engine.telephony.provision(centre)


async def booked(world: World) -> str:
    """Ivan waits, presses 1 and 1 again, and is hung up; the id of the call that will call him back."""
    caller, call = await world.call(IVAN)
    await until(lambda: world.facts(PlaceTold, call), "the place and the offer")
    caller.voice.press("1")
    await until(lambda: world.state.calls[call].confirms, "the number is read to him")
    assert type(world.state.calls[call].mode).__name__ == "Waiting", "one key is one, however often it is told"
    caller.voice.press("1")
    await until(lambda: world.facts(CallbackBooked), "booked")
    assert (await world.ended(call)).end == "callback_booked"
    await until(caller.done.is_set, "he is hung up")
    return world.facts(CallbackBooked)[-1].call


async def test_he_is_called_back_at_his_turn_and_both_hear_each_other(
    asterisk: PrivateAsterisk, provider: Provider
) -> None:
    async with a_centre(asterisk, provider) as world:
        callee = await provider.callee(world.stack, CALLER)
        call = await booked(world)
        later, second = await world.call("+79160000002")
        await world.operator("o01")
        leg = await world.ringing("o01")
        assert "answer-after=0" in leg.header("call-info")
        await leg.answer()
        customer = await asyncio.wait_for(callee.incoming.get(), PATIENCE)
        assert f"<sip:+{OURS}@" in customer.header("from")
        await customer.answer()
        await until(lambda: world.facts(CallConnected, call), "connected")
        await until(lambda: leg.voice.hears(CALLER) > LOUD * 0.8, "she hears him")
        await until(lambda: customer.voice.hears(tone("o01")) > LOUD * 0.8, "he hears her")
        assert type(world.state.calls[second].mode).__name__ == "Waiting", "who came later waits"
        assert (await world.ask(HangUpAsked(0, "o01", "o01"))).ok
        assert (await world.ended(call)).end == "operator_hung_up"
        later.hang_up()
        await world.ended(second)


async def test_he_types_another_number_and_is_called_there(asterisk: PrivateAsterisk, provider: Provider) -> None:
    async with a_centre(asterisk, provider, callback_other=True) as world:
        world.directory.recognise = lambda number: Caller(f"+{number.removeprefix('+')}", number)  # type: ignore[method-assign]
        callee = await provider.callee(world.stack, CALLER)
        caller, call = await world.call(IVAN)
        await until(lambda: world.facts(PlaceTold, call), "the place and the offer")
        caller.voice.press("1")
        await until(lambda: world.state.calls[call].confirms, "his number is read to him")
        caller.voice.press("2")
        await until(lambda: world.state.calls[call].naming, "another one is asked for")
        for n, digit in enumerate(ELSEWHERE.removeprefix("+")):
            caller.voice.press(digit)
            await until(lambda n=n: len(world.state.calls[call].naming.typed) == n + 1, f"digit {n + 1}")
            await asyncio.sleep(0.2)  # no finger is faster
        caller.voice.press("#")
        await until(lambda: world.state.calls[call].naming.stage == "reads", "it is read to him")
        await until(caller.voice.hears_something, "digit by digit")
        caller.voice.press("1")
        await until(lambda: world.facts(CallbackBooked), "booked")
        assert (await world.ended(call)).end == "callback_booked"
        booking = world.facts(CallbackBooked)[-1].call
        await world.operator("o01")
        leg = await world.ringing("o01")
        await leg.answer()
        customer = await asyncio.wait_for(callee.incoming.get(), PATIENCE)
        await customer.answer()
        await until(lambda: world.facts(CallConnected, booking), "connected")
        assert world.facts(DialNumber, booking)[-1].dialled == ELSEWHERE
        customer.hang_up()
        assert (await world.ended(booking)).end == "caller_hung_up"


async def test_busy_at_first_and_reached_at_the_second_try(asterisk: PrivateAsterisk, provider: Provider) -> None:
    async with a_centre(asterisk, provider) as world:
        callee = await provider.callee(world.stack, CALLER)
        call = await booked(world)
        await world.operator("o01")
        leg = await world.ringing("o01")
        await leg.answer()
        (await asyncio.wait_for(callee.incoming.get(), PATIENCE)).refuse(486)
        await until(lambda: type(world.state.calls[call].mode).__name__ == "Booked", "kept for another try")
        await until(leg.done.is_set, "her telephone is free meanwhile")
        again = await world.ringing("o01")
        await again.answer()
        customer = await asyncio.wait_for(callee.incoming.get(), PATIENCE)
        await customer.answer()
        await until(lambda: world.facts(CallConnected, call), "connected")
        await until(lambda: again.voice.hears(CALLER) > LOUD * 0.8, "she hears him")
        customer.hang_up()
        assert (await world.ended(call)).end == "caller_hung_up"
        await until(lambda: world.asterisk.console("core show channels count").startswith("0 active"), "nothing left")


async def test_who_is_cut_off_and_calls_again_has_his_place(asterisk: PrivateAsterisk) -> None:
    async with a_world(asterisk, CENTRE) as world:
        first, call = await world.call(IVAN)
        other, behind = await world.call("+79160000002")
        first.hang_up()
        await world.ended(call)
        again, third = await world.call(IVAN)
        assert world.facts(CallQueued, third)[0].why.code == "old_place"
        await world.operator("o01")
        leg = await world.answer("o01")
        assert world.facts(CallConnected, third)
        for one in (leg, again, other):
            one.hang_up()
        await world.ended(behind)
