"""An operator dials: on the real Asterisk, another Asterisk being the provider."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from secrets import token_hex

import numpy as np
import pytest
import pytest_asyncio
from msgspec import structs
from telephony.phone import Call, Phone
from telephony.private import TELEPHONY, PrivateAsterisk
from telephony.provider import Provider
from telephony.voice import LOUD, tone_in
from telephony.wait import PATIENCE, until
from telephony.world import CALLER, DID, SETTINGS, World, a_world, tone

from gudok.core.settings import Outgoing, Settings, Trunk
from gudok.core.words import (
    CallConnected,
    CallEnded,
    Caller,
    DialAsked,
    HangUpAsked,
    HoldAsked,
    NumberDialled,
    NumberRings,
    ResumeAsked,
)
from gudok.edges.asterisk.words import Telephony
from gudok.edges.asterisk.words import Trunk as WayOut
from gudok.web.trunks.state import unheard

NUMBER = "+79161234567"
HEARD = LOUD * 0.9
OURS = "74950001111"
ACCOUNT = "88003"
RULES = Outgoing("trunk-1", OURS, ("+7",), ring=20_000, record=False)
DOWN = WayOut("trunk-9", "address", "127.0.0.9", port=9)
CENTRE = structs.replace(SETTINGS, trunks=(Trunk("trunk-1", "provider"), Trunk("trunk-9", "down")), outgoing=RULES)


@pytest.fixture(scope="module")
def provider(asterisk: PrivateAsterisk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    made = Provider(tmp_path_factory.mktemp("provider"))
    try:
        made.start()
        yield made
    finally:
        made.kill()


@contextlib.asynccontextmanager
async def a_centre(
    asterisk: PrivateAsterisk, provider: Provider, document: Settings = CENTRE, *, in_from: bool = False
) -> AsyncIterator[World]:
    """A centre with the provider's trunk; afterwards the trunks are as at the beginning."""
    async with a_world(asterisk, document) as made:
        way = structs.replace(provider.trunk(ACCOUNT, DID), number_in_from=in_from)
        made.telephones = Telephony(TELEPHONY.phones, (*TELEPHONY.trunks, way, DOWN))
        await made.engine.telephony.provision(document)
        await until(lambda: provider.contact(ACCOUNT), "registered")
        yield made
        made.telephones = TELEPHONY
        await made.engine.telephony.provision(document)


@pytest_asyncio.fixture
async def world(asterisk: PrivateAsterisk, provider: Provider) -> AsyncIterator[World]:
    async with a_centre(asterisk, provider) as made:
        await made.operator("o01")
        yield made


@pytest_asyncio.fixture
async def callee(world: World, provider: Provider) -> Phone:
    return await provider.callee(world.stack, CALLER)


async def dial(world: World, number: str = NUMBER, queue: str = "") -> tuple[Call, str]:
    """The operator dials and her telephone answers; the leg and the call's id."""
    call = f"c{token_hex(6)}"
    assert (await world.ask(DialAsked(0, "o01", "o01", call, number, Caller(number, number), queue))).ok
    leg = await world.ringing("o01")
    assert "answer-after=0" in leg.header("call-info")
    await leg.answer()
    await until(lambda: world.facts(NumberDialled, call), "dialled")
    return leg, call


async def rings(callee: Phone) -> Call:
    call = await asyncio.wait_for(callee.incoming.get(), PATIENCE)
    call.ring()
    return call


async def hears(call: Call, hertz: float) -> None:
    await until(lambda: call.voice.hears(hertz) > LOUD * 0.8, f"{hertz} heard")


async def over(world: World, call: str, leg: Call) -> str:
    """How the call ended; the operator is ready again, and nothing is left in Asterisk."""
    end = await world.ended(call)
    await until(leg.done.is_set, "her telephone is free")
    await until(lambda: world.asterisk.console("core show channels count").startswith("0 active"), "nothing left")
    return end.end


async def test_both_hear_each_other_and_the_customer_sees_our_number(world: World, callee: Phone) -> None:
    leg, call = await dial(world)
    customer = await rings(callee)
    assert f"<sip:+{OURS}@" in customer.header("from")
    await until(lambda: world.facts(NumberRings, call), "it is told that it rings")
    await hears(leg, 425)
    await customer.answer()
    await until(lambda: world.facts(CallConnected, call), "connected")
    await hears(leg, CALLER)
    await hears(customer, tone("o01"))
    assert (await world.ask(HoldAsked(0, "o01", "o01"))).ok
    await until(lambda: customer.voice.hears(tone("o01")) < LOUD / 10, "the customer hears music")
    assert (await world.ask(ResumeAsked(0, "o01", "o01"))).ok
    await hears(customer, tone("o01"))
    customer.hang_up()
    assert await over(world, call, leg) == "caller_hung_up"
    assert type(world.state.agents["o01"].mode).__name__ == "Ready"


async def test_the_operator_ends_the_talk(world: World, callee: Phone) -> None:
    leg, call = await dial(world, queue="help")
    customer = await rings(callee)
    await customer.answer()
    await until(lambda: world.facts(CallConnected, call), "connected")
    assert (await world.ask(HangUpAsked(0, "o01", "o01"))).ok
    await until(customer.done.is_set, "the customer knows")
    assert await over(world, call, leg) == "operator_hung_up"


@pytest.mark.parametrize(
    ("code", "end"), [(486, "busy"), (603, "rejected"), (480, "no_answer"), (404, "no_such_number")]
)
async def test_the_customers_refusal_is_told(world: World, callee: Phone, code: int, end: str) -> None:
    leg, call = await dial(world)
    customer = await rings(callee)
    await until(lambda: world.facts(NumberRings, call), "rings")
    customer.refuse(code)
    assert await over(world, call, leg) == end


@pytest.mark.parametrize(
    ("number", "end"),
    [("+79160000404", "no_such_number"), ("+79160000403", "provider_refused"), ("+79160000503", "provider_failed")],
)
async def test_the_providers_refusal_is_told(world: World, number: str, end: str) -> None:
    leg, call = await dial(world, number)
    assert await over(world, call, leg) == end


async def test_the_operator_hears_what_the_network_says_before_an_answer(world: World, callee: Phone) -> None:
    """«The subscriber is not available»: spoken before any answer, and then the call is refused."""
    leg, call = await dial(world)
    customer = await asyncio.wait_for(callee.incoming.get(), PATIENCE)
    await customer.announce()
    await hears(leg, CALLER)
    customer.refuse(480)
    assert await over(world, call, leg) == "unreachable"
    assert not world.facts(CallConnected, call)


async def test_the_operator_gives_up(world: World, callee: Phone) -> None:
    for at_her_telephone in (True, False):
        leg, call = await dial(world)
        customer = await rings(callee)
        if at_her_telephone:
            leg.hang_up()
        else:
            assert (await world.ask(HangUpAsked(0, "o01", "o01"))).ok
        await until(customer.done.is_set, "it rings no more")
        assert customer.end == "CANCEL"
        assert await over(world, call, leg) == "cancelled"


async def test_nobody_answers(asterisk: PrivateAsterisk, provider: Provider) -> None:
    rules = structs.replace(RULES, ring=1_500)
    async with a_centre(asterisk, provider, structs.replace(CENTRE, outgoing=rules)) as world:
        await world.operator("o01")
        callee = await provider.callee(world.stack, CALLER)
        leg, call = await dial(world)
        customer = await rings(callee)
        await until(customer.done.is_set, "it rings no more")
        assert await over(world, call, leg) == "no_answer"


async def test_the_provider_is_down(asterisk: PrivateAsterisk, provider: Provider) -> None:
    rules = structs.replace(RULES, trunk="trunk-9", ring=1_500)
    async with a_centre(asterisk, provider, structs.replace(CENTRE, outgoing=rules)) as world:
        await world.operator("o01")
        leg, call = await dial(world)
        assert await over(world, call, leg) in {"unreachable", "provider_failed"}


def is_down(asterisk: PrivateAsterisk, trunk: str) -> bool:
    """Whether Asterisk knows that the trunk's provider does not answer."""
    return unheard(asterisk.console("pjsip show contacts"), trunk)


async def by_reserve(world: World, provider: Provider, first: str, number: str) -> list[NumberDialled]:
    """Dial over a trunk that cannot carry the call, whose reserve can; the customer answers."""
    callee = await provider.callee(world.stack, CALLER)
    leg, call = await dial(world, number)
    customer = await rings(callee)
    await customer.answer()
    await until(lambda: world.facts(CallConnected, call), "connected")
    await hears(leg, CALLER)
    await hears(customer, tone("o01"))
    tried = world.facts(NumberDialled, call)
    assert [fact.trunk for fact in tried] == [first, "trunk-2"]
    assert tried[-1].why.code == "next_trunk"
    assert f"<sip:+{OTHER}@" in customer.header("from"), "shown as the reserve's provider wants it"
    assert len(world.facts(CallEnded, call)) == 0
    leg.hang_up()
    assert await over(world, call, leg) == "operator_hung_up"
    return tried


OTHER = "74990002222"
RESERVED = (
    Trunk("trunk-1", "one", reserve="trunk-2"),
    Trunk("trunk-9", "down", reserve="trunk-2"),
    Trunk("trunk-2", "two", shown=OTHER),
)


@contextlib.asynccontextmanager
async def two_ways(asterisk: PrivateAsterisk, provider: Provider, first: str) -> AsyncIterator[World]:
    """A centre with two accounts at the provider and a trunk that is down; the second account is the reserve."""
    document = structs.replace(CENTRE, trunks=RESERVED, outgoing=structs.replace(RULES, trunk=first))
    async with a_centre(asterisk, provider, document) as world:
        second = structs.replace(provider.trunk("88001", "74950002"), name="trunk-2", number_in_from=True)
        world.telephones = structs.replace(world.telephones, trunks=(*world.telephones.trunks, second))
        await world.engine.telephony.provision(document)
        await until(lambda: provider.contact("88001"), "the reserve registered")
        await world.operator("o01")
        yield world


async def test_a_trunk_whose_provider_has_no_free_line_hands_over_to_its_reserve(
    asterisk: PrivateAsterisk, provider: Provider
) -> None:
    async with two_ways(asterisk, provider, "trunk-1") as world:
        tried = await by_reserve(world, provider, "trunk-1", "+79160000533")
        assert tried[-1].why.numbers == {"trunk": "one", "cause": 34, "sip": 503}


async def test_a_trunk_whose_provider_is_silent_hands_over_to_its_reserve(
    asterisk: PrivateAsterisk, provider: Provider
) -> None:
    async with two_ways(asterisk, provider, "trunk-9") as world:
        await until(lambda: is_down(asterisk, "trunk-9"), "known to be down", 60)
        tried = await by_reserve(world, provider, "trunk-9", NUMBER)
        assert tried[-1].why.numbers["trunk"] == "down"


@pytest.mark.parametrize(("code", "end"), [(486, "busy"), (503, "provider_failed")])
async def test_the_called_partys_own_answer_is_no_reason_for_the_reserve(
    asterisk: PrivateAsterisk, provider: Provider, code: int, end: str
) -> None:
    async with two_ways(asterisk, provider, "trunk-1") as world:
        callee = await provider.callee(world.stack, CALLER)
        leg, call = await dial(world)
        customer = await rings(callee)
        await until(lambda: world.facts(NumberRings, call), "rings")
        customer.refuse(code)
        assert await over(world, call, leg) == end
        assert len(world.facts(NumberDialled, call)) == 1


async def test_a_trunk_that_is_not_there(asterisk: PrivateAsterisk, provider: Provider) -> None:
    document = structs.replace(
        CENTRE, trunks=(Trunk("trunk-8", "gone"),), outgoing=structs.replace(RULES, trunk="trunk-8")
    )
    async with a_centre(asterisk, provider, document) as world:
        await world.operator("o01")
        leg, call = await dial(world)
        assert await over(world, call, leg) == "provider_failed"


async def test_our_number_in_the_from_header(asterisk: PrivateAsterisk, provider: Provider) -> None:
    async with a_centre(asterisk, provider, in_from=True) as world:
        await world.operator("o01")
        callee = await provider.callee(world.stack, CALLER)
        leg, call = await dial(world)
        customer = await rings(callee)
        assert f"<sip:+{OURS}@" in customer.header("from")
        customer.refuse()
        assert await over(world, call, leg) == "busy"


@pytest.mark.parametrize("when", ["her telephone rings", "the number rings", "in talk"])
async def test_an_engine_killed_at_any_point_leaves_nothing_behind(world: World, callee: Phone, when: str) -> None:
    if when == "her telephone rings":
        call = f"c{token_hex(6)}"
        assert (await world.ask(DialAsked(0, "o01", "o01", call, NUMBER, Caller(NUMBER, NUMBER)))).ok
        leg = await world.ringing("o01")
    else:
        leg, call = await dial(world)
    customer = await rings(callee) if when != "her telephone rings" else None
    if customer is not None and when == "in talk":
        await customer.answer()
        await until(lambda: world.facts(CallConnected, call), "connected")
    await world.end()
    if customer is None:
        await leg.answer()
    elif when == "the number rings":
        await customer.answer()
        await hears(leg, CALLER)
    world.begin()
    await world.up()
    customer = customer or await rings(callee)
    if not customer.answered.is_set():
        await customer.answer()
    await until(lambda: world.facts(CallConnected, call), "the talk is known")
    await hears(leg, CALLER)
    await hears(customer, tone("o01"))
    leg.hang_up()
    assert await over(world, call, leg) == "operator_hung_up"
    assert len(world.facts(CallEnded, call)) == 1


async def test_an_engine_killed_between_deciding_and_doing(world: World, callee: Phone) -> None:
    """What was decided and not done is not done later: the operator sees that it failed, and dials again."""
    call = f"c{token_hex(6)}"
    world.engine.telephony.do = lambda command: None
    assert (await world.ask(DialAsked(0, "o01", "o01", call, NUMBER, Caller(NUMBER, NUMBER)))).ok
    await world.end()
    world.begin()
    await world.up()
    assert (await world.ended(call)).end == "not_placed"
    leg, call = await dial(world)
    leg.hang_up()
    assert await over(world, call, leg) == "cancelled"


async def test_the_recording_begins_with_the_talk_and_has_both_apart(
    asterisk: PrivateAsterisk, provider: Provider
) -> None:
    rules = structs.replace(RULES, record=True)
    async with a_centre(asterisk, provider, structs.replace(CENTRE, outgoing=rules)) as world:
        await world.operator("o01")
        callee = await provider.callee(world.stack, CALLER)
        leg, call = await dial(world)
        customer = await rings(callee)
        await hears(leg, 425)
        await customer.answer()
        await until(lambda: world.facts(CallConnected, call), "connected")
        await hears(leg, CALLER)
        await hears(customer, tone("o01"))
        heard = len(leg.voice.heard)
        await until(lambda: len(leg.voice.heard) > heard + 25, "half a second of talk")
        customer.hang_up()
        assert await over(world, call, leg) == "caller_hung_up"
        [connected] = world.facts(CallConnected, call)
        file = asterisk.data.recordings / f"{connected.record}.raw"
        await until(lambda: file.exists() and file.stat().st_size > 6400, "the recording")
        sound = np.fromfile(file, "<i2")
        sound = sound[: len(sound) // 2 * 2].reshape(-1, 2).astype(float)
        assert tone_in(sound[-1600:, 0], tone("o01")) > HEARD
        assert tone_in(sound[-1600:, 1], CALLER) > HEARD
        assert tone_in(sound[:, 1], 425) < HEARD / 10, "nothing of the ringing is kept"
