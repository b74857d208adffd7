"""Ways in from the telephone network, against another Asterisk as the provider, and strangers who get no service."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from telephony.phone import Call, Phone
from telephony.private import TELEPHONY, PrivateAsterisk
from telephony.provider import Provider
from telephony.voice import LOUD
from telephony.wait import until
from telephony.world import CALLER, DID, VIP, World, a_world, tone

from gudok.core.settings import Settings
from gudok.core.words import CallCame, CallConnected, CallQueued
from gudok.edges.asterisk.words import Telephony, Trunk

HELP = "74950002"
STRANGER = "127.0.0.9"


@pytest.fixture(scope="module")
def provider(asterisk: PrivateAsterisk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    made = Provider(tmp_path_factory.mktemp("provider"))
    try:
        made.start()
        yield made
    finally:
        made.kill()


@pytest_asyncio.fixture
async def world(asterisk: PrivateAsterisk) -> AsyncIterator[World]:
    """A centre whose trunks are as at the beginning when the test is over."""
    async with a_world(asterisk) as made:
        yield made
        await trunks(made)


async def trunks(world: World, *more: Trunk) -> None:
    """Have these trunks beside the usual one."""
    world.engine.telephony.telephones = lambda: Telephony(TELEPHONY.phones, (*TELEPHONY.trunks, *more))
    await world.engine.telephony.provision(Settings())


async def customer(world: World, provider: Provider, account: str, shown: str = VIP) -> Call:
    """Somebody in the provider's network calls the account's number."""
    phone = await world.stack.enter_async_context(provider.customer(CALLER))
    return await phone.dial(account, shown)


async def from_address(world: World, address: str, shown: str) -> Call:
    """Somebody at an address of loopback calls us without a provider."""
    phone = Phone("stranger", world.asterisk.settings.sip_port, "", CALLER)
    phone.home = address
    await world.stack.enter_async_context(phone)
    return await phone.dial(HELP, shown)


async def refused(world: World, call: Call) -> None:
    """The call ends with a refusal, and neither the dialplan nor the engine saw it."""
    came = len(world.facts(CallCame))
    await until(call.done.is_set, "refused")
    assert call.end.startswith(("4", "6"))
    assert world.asterisk.console("core show calls").startswith("0 active")
    assert len(world.facts(CallCame)) == came


async def hears(call: Call, hertz: float) -> None:
    await until(lambda: call.voice.hears(hertz) > LOUD * 0.8, f"{hertz} heard")


async def test_a_registered_trunk_brings_calls_to_its_numbers_queue(world: World, provider: Provider) -> None:
    await world.operator("o01")
    await trunks(world, provider.trunk("88001", HELP))
    await until(lambda: f":{HELP}@" in provider.contact("88001"), "registered")
    call = await customer(world, provider, "88001")
    operator = await world.answer("o01")
    [came], [queued] = world.facts(CallCame), world.facts(CallQueued)
    assert (came.did, queued.queue) == (HELP, "help")
    assert (came.caller.number, came.caller.name) == (VIP, "Вера Важная")
    await hears(call, tone("o01"))
    await hears(operator, CALLER)
    operator.hang_up()
    await until(call.done.is_set, "the caller knows the end")
    await trunks(world)
    call = await customer(world, provider, "88001")
    await until(call.done.is_set, "a trunk that is off brings no calls")
    assert len(world.facts(CallCame)) == 1


async def test_a_wrong_password_is_told_and_a_right_one_cures_it(world: World, provider: Provider) -> None:
    logged = len(world.asterisk.messages)
    await trunks(world, provider.trunk("88002", HELP, "wrong"))
    await until(lambda: "88002@" in world.asterisk.messages[logged:], "told")
    [warning] = [line for line in world.asterisk.messages[logged:].splitlines() if "88002@" in line]
    assert "WARNING" in warning
    assert "401" in warning
    assert "Rejected" in world.asterisk.console("pjsip show registrations")
    call = await customer(world, provider, "88002")
    await until(call.done.is_set, "not reachable")
    assert not provider.contact("88002")
    assert not world.facts(CallCame)
    await trunks(world, provider.trunk("88002", HELP))
    await until(lambda: provider.contact("88002"), "registered")
    await customer(world, provider, "88002")
    await until(lambda: world.facts(CallCame), "a call")


async def test_a_trunk_by_address_takes_its_addresses_only(world: World) -> None:
    await trunks(world, Trunk("trunk-2", "address", "127.0.0.6, 127.0.1.0/24"))
    for n, address in enumerate(("127.0.0.6", "127.0.1.77"), 1):
        await from_address(world, address, "+79160000001")
        await until(lambda n=n: len(world.facts(CallCame)) == n, f"a call from {address}")
    await world.asterisk.hang_up_all()
    for address in ("127.0.0.7", "127.0.2.1"):
        await refused(world, await from_address(world, address, "+79160000001"))


@pytest.mark.parametrize("shown", ["+79160000001", "anonymous", "city", "trunk-2", "op01", "web1"])
async def test_a_stranger_gets_no_service_whoever_he_says_he_is(world: World, shown: str) -> None:
    await trunks(world, Trunk("trunk-2", "address", "127.0.0.6"))
    await refused(world, await from_address(world, STRANGER, shown))


async def test_a_talk_goes_on_while_trunks_come_and_go(world: World, provider: Provider) -> None:
    await world.operator("o01")
    caller, _ = await world.call()
    operator = await world.answer("o01")
    await hears(caller, tone("o01"))
    caller.voice.heard.clear()
    for did in (HELP, DID):
        await trunks(world, provider.trunk("88003", did))
        await until(lambda did=did: f":{did}@" in provider.contact("88003"), f"registered for {did}")
    await trunks(world)
    assert "No objects" in world.asterisk.console("pjsip show registrations")
    await hears(caller, tone("o01"))
    await hears(operator, CALLER)
    packets = len(caller.voice.heard)
    spent = caller.voice.heard[-1][0] - caller.voice.heard[0][0]
    assert packets > 0.9 * spent * 50, "no voice was lost"
    assert len(world.facts(CallConnected)) == 1
    assert not caller.done.is_set()
