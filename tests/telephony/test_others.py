"""Callers and telephones we did not write: SIPp and baresip."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from telephony.baresip import Baresip
from telephony.phone import Call
from telephony.private import TELEPHONY, PrivateAsterisk
from telephony.sipp import Callers
from telephony.voice import LOUD, tone_in
from telephony.wait import until
from telephony.world import CALLER, DID, SETTINGS, VIP, World, a_world, tone

from gudok.core.settings import Settings
from gudok.core.words import CallConnected, CallEnded, CallOffered, HangUpAsked


async def test_forty_sipp_callers_at_once(asterisk: PrivateAsterisk, tmp_path: Path) -> None:
    numbers = [f"+7916{n:07d}" for n in range(39)] + [VIP]
    async with a_world(asterisk) as world:
        talks: list[Call] = []

        def pick_up(call: Call) -> None:
            call.phone.spawn(call.answer())
            talks.append(call)

        for n in range(1, 21):
            phone = await world.operator(f"o{n:02d}")
            phone.on_call = pick_up
        async with Callers(tmp_path, asterisk.settings.sip_port, DID, numbers, CALLER) as callers:
            await until(lambda: len(world.state.calls) == 40, "40 calls", 20)
            await until(lambda: len(talks) == 20, "20 talks", 20)
            world.check()
            # The first twenty came first; the VIP came last and is next.
            for talk in talks:
                await until(lambda talk=talk: talk.voice.hears(CALLER) > LOUD * 0.8, "each hears his caller", 10)
                talk.hang_up()
            await until(lambda: len(talks) == 40, "20 more", 20)
            for talk in talks[20:]:
                await until(lambda talk=talk: talk.voice.hears(CALLER) > LOUD * 0.8, "each hears his caller", 10)
                talk.hang_up()
            await callers.all_done()
        await until(lambda: len(world.facts(CallEnded)) == 40, "all ended")
        assert {fact.end for fact in world.facts(CallEnded)} == {"operator_hung_up"}
        offered = [fact.call for fact in world.facts(CallOffered)]
        vip = next(fact.call for fact in world.facts(CallOffered) if fact.why.code == "vip_first")
        assert offered.index(vip) == 20
        assert len(world.facts(CallConnected)) == 40


@pytest.mark.parametrize("codec", ["g711", "opus"])
async def test_an_operator_with_baresip(asterisk: PrivateAsterisk, tmp_path: Path, codec: str) -> None:
    """The caller speaks G.711; with an operator's Opus Asterisk translates both ways."""
    operators = tuple(replace(one, codec=codec) if one.endpoint == "op30" else one for one in SETTINGS.operators)
    phones = tuple(replace(one, codec=codec) if one.endpoint == "op30" else one for one in TELEPHONY.phones)
    async with a_world(asterisk, replace(SETTINGS, operators=operators)) as world:
        world.engine.telephony.telephones = lambda: replace(TELEPHONY, phones=phones)
        await world.engine.telephony.provision(Settings())
        async with Baresip(tmp_path, "op30", asterisk.settings.sip_port, tone("o30"), codec) as phone:
            await both_hear(world, phone)
        world.engine.telephony.telephones = lambda: TELEPHONY
        await world.engine.telephony.provision(Settings())


async def both_hear(world: World, phone: Baresip) -> None:
    """A call to o30, whose telephone this is, with voice both ways."""
    await until(lambda: world.state.agents["o30"].reachable, "baresip registered", 10)
    await world.ready("o30")
    caller, call = await world.call()
    await until(lambda: world.facts(CallConnected), "a talk", 10)
    await until(lambda: caller.voice.hears(tone("o30")) > LOUD * 0.8, "the caller hears baresip", 10)
    heard = len(caller.voice.heard)
    await until(lambda: len(caller.voice.heard) > heard + 50, "a second of talk")
    assert (await world.ask(HangUpAsked(0, "o30", "o30"))).ok
    assert (await world.ended(call)).end == "operator_hung_up"

    def whole() -> bool:
        sound, rate = phone.voice()
        return tone_in(sound[-rate // 2 :], CALLER, rate) > LOUD * 0.8

    await until(whole, "baresip heard the caller")
