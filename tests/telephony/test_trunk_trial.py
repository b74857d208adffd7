"""A trunk's test call on a real Asterisk, another Asterisk being the provider, and what is said of his answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from msgspec import structs
from telephony.private import PrivateAsterisk
from telephony.provider import Provider
from telephony.test_outgoing import is_down
from telephony.test_trunks import HELP, customer, hears, trunks
from telephony.voice import LOUD
from telephony.wait import PATIENCE, until
from telephony.world import CALLER, World, a_world, tone

from gudok.core.settings import Outgoing, Settings, Trunk
from gudok.edges.asterisk.words import Trunk as WayOut
from gudok.web.trunks import trial
from gudok.web.trunks.answers import SILENT, SIP
from gudok.web.trunks.state import registration

NUMBER = "+79161234567"
GOOD, WRONG, DOWN = 1, 2, 9
DOCUMENT = Settings(
    trunks=tuple(Trunk(f"trunk-{n}", "Line") for n in (GOOD, WRONG, DOWN)),
    outgoing=Outgoing("trunk-1", "74950001111", ("+7",), ("+7809",)),
)


@pytest.fixture(scope="module")
def provider(asterisk: PrivateAsterisk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    made = Provider(tmp_path_factory.mktemp("provider"))
    try:
        made.start()
        yield made
    finally:
        made.kill()


@pytest_asyncio.fixture
async def world(asterisk: PrivateAsterisk, provider: Provider) -> AsyncIterator[World]:
    async with a_world(asterisk) as made:
        good = provider.trunk("88001", HELP)
        wrong = structs.replace(provider.trunk("88002", HELP, "wrong"), name="trunk-2")
        await trunks(made, good, wrong, WayOut("trunk-9", "address", "127.0.0.9", port=9))
        await until(lambda: registered(asterisk), "registered", 30)
        yield made
        await trunks(made)


def registered(asterisk: PrivateAsterisk) -> bool:
    return registration(asterisk.console("pjsip show registrations"), "trunk-1") == "Registered"


class Trial:
    """A test call from the browser's side, off the event loop, as a view does it."""

    def __init__(self, asterisk: PrivateAsterisk, trunk: int = GOOD) -> None:
        self.ask, self.trunk = asterisk.console, trunk

    async def begin(self, number: str = NUMBER) -> str:
        return await asyncio.to_thread(trial.begin, self.trunk, number, self.ask, DOCUMENT)

    async def stage(self, *wanted: str) -> trial.Trial:
        async with asyncio.timeout(3 * PATIENCE):
            while True:
                found = await asyncio.to_thread(trial.look, self.trunk, self.ask)
                if found.stage in wanted:
                    return found
                await asyncio.sleep(0.1)


async def test_an_answered_test_is_an_echo_and_says_that_voice_came(world: World, provider: Provider) -> None:
    callee = await provider.callee(world.stack, CALLER)
    test = Trial(world.asterisk)
    assert await test.begin() == ""
    call = await asyncio.wait_for(callee.incoming.get(), PATIENCE)
    assert "74950001111" in call.header("from")
    call.ring()
    assert (await test.stage("rings")).look == "ok"
    assert await test.begin(), "one at a time"
    await call.answer()
    assert (await test.stage("up")).look == "ok"
    await until(lambda: call.voice.hears(CALLER) > LOUD * 0.5, "his own voice", 30)
    call.hang_up()
    found = await test.stage("over")
    assert (found.look, bool(found.voice)) == ("ok", True)


async def test_it_can_be_hung_up(world: World, provider: Provider) -> None:
    callee = await provider.callee(world.stack, CALLER)
    test = Trial(world.asterisk)
    assert await test.begin() == ""
    call = await asyncio.wait_for(callee.incoming.get(), PATIENCE)
    call.ring()
    await test.stage("rings")
    await asyncio.to_thread(trial.stop, GOOD, test.ask)
    await until(call.done.is_set, "rings no more")
    await test.stage("over")
    assert world.asterisk.console("core show channels count").startswith("0 active")


@pytest.mark.parametrize(
    ("trunk", "number", "sip"),
    [
        (GOOD, "+79160000404", 404), (GOOD, "+79160000403", 403), (GOOD, "+79160000503", 503), (WRONG, NUMBER, 401),
    ],
)  # fmt: skip
async def test_the_providers_answer_in_words(world: World, trunk: int, number: str, sip: int) -> None:
    test = Trial(world.asterisk, trunk)
    assert await test.begin(number) == ""
    found = await test.stage("over")
    assert (found.look, found.told, found.cure) == ("bad", SIP[sip].told, SIP[sip].cure)
    assert f"SIP {sip} " in found.code


@pytest.mark.parametrize("sip", [486, 480])
async def test_the_called_partys_answer_says_that_the_trunk_works(world: World, provider: Provider, sip: int) -> None:
    callee = await provider.callee(world.stack, CALLER)
    test = Trial(world.asterisk)
    assert await test.begin() == ""
    call = await asyncio.wait_for(callee.incoming.get(), PATIENCE)
    call.refuse(sip)
    found = await test.stage("over")
    assert (found.look, found.told) == ("ok", SIP[sip].told)


async def test_a_host_that_does_not_answer(world: World) -> None:
    await until(lambda: is_down(world.asterisk, "trunk-9"), "asked, and not answered", 60)
    test = Trial(world.asterisk, DOWN)
    assert await test.begin() == ""
    found = await test.stage("over")
    assert (found.look, found.told, found.cure) == ("bad", SILENT.told, SILENT.cure)


async def test_a_talk_over_the_trunk_goes_on_meanwhile(world: World, provider: Provider) -> None:
    await world.operator("o01")
    talk = await customer(world, provider, "88001")
    operator = await world.answer("o01")
    await hears(talk, tone("o01"))
    test = Trial(world.asterisk)
    assert await test.begin("+79160000404") == ""
    assert (await test.stage("over")).told == SIP[404].told
    talk.voice.heard.clear()
    await hears(talk, tone("o01"))
    await hears(operator, CALLER)
    assert not talk.done.is_set()


async def test_a_test_may_cost_nothing_an_operator_could_not_spend(world: World) -> None:
    test = Trial(world.asterisk)
    for number in ("+78091234567", "+442071234567", "112", "nobody", ""):
        assert await test.begin(number), number
    assert await Trial(world.asterisk, 5).begin(), "a trunk that is not in use"
