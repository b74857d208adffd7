"""Each command against the real Asterisk, and what is told back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import numpy as np
import pytest_asyncio
from msgspec import structs
from telephony.conftest import MakePhone
from telephony.ear import ListeningEar
from telephony.phone import Call, Phone
from telephony.private import TELEPHONY, PrivateAsterisk
from telephony.voice import LOUD, tone_in
from telephony.wait import PATIENCE, until

from gudok.core import settings as core
from gudok.core.calls.mask import caller_for
from gudok.core.words import (
    Caller,
    CallerGone,
    Connect,
    DropLeg,
    HangUp,
    LegGone,
    LegUp,
    ParkCaller,
    PlayPrompt,
    PromptDone,
    Reason,
    RingAgent,
)
from gudok.edges.asterisk.adapter import AsteriskTelephony
from gudok.engine.ports import FoundCaller

WHY = Reason("test")
CALLER, OPERATOR, OTHER = 440, 1000, 700
HEARD = LOUD * 0.9


@asynccontextmanager
async def linked(asterisk: PrivateAsterisk) -> AsyncIterator[tuple[AsteriskTelephony, ListeningEar]]:
    """The adapter with a link, and the ear it tells."""
    telephony, ear = AsteriskTelephony(asterisk.settings, asterisk.data, lambda: TELEPHONY), ListeningEar()
    running = asyncio.create_task(telephony.run(ear))
    try:
        await until(lambda: "up" in ear.links, "a link")
        yield telephony, ear
    finally:
        running.cancel()
        await asyncio.wait([running])


class Centre:
    """A caller in music, an operator's telephone, and the adapter: what every test here starts from."""

    def __init__(self, telephony: AsteriskTelephony, ear: ListeningEar, caller: Phone, operator: Phone) -> None:
        self.telephony, self.ear, self.caller, self.operator = telephony, ear, caller, operator

    async def arrive(self, shown: str = "+79161234567") -> tuple[Call, FoundCaller]:
        """A caller who hears music."""
        before = len(self.ear.callers)
        call = await self.caller.dial("74950001", shown)
        await until(lambda: len(self.ear.callers) > before, "a caller")
        await until(call.voice.hears_something, "music")
        return call, self.ear.callers[-1]

    def ring(
        self,
        found: FoundCaller,
        leg: int = 1,
        endpoint: str = "op01",
        record: str = "",
        timeout: int = 20_000,
        caller: Caller | None = None,
    ) -> None:
        who = caller or Caller(found.number, found.number, name="Иван «VIP» Петров")
        self.telephony.do(
            RingAgent(WHY, found.call, found.channel, leg, endpoint, endpoint, "auto", timeout, who, "sales", record)
        )

    async def answered(self, found: FoundCaller, leg: int = 1, record: str = "", phone: Phone | None = None) -> Call:
        """The operator has picked up; nobody is connected yet."""
        phone = phone or self.operator
        self.ring(found, leg, phone.user, record)
        call = await asyncio.wait_for(phone.incoming.get(), PATIENCE)
        call.ring()
        await call.answer()
        await until(lambda: LegUp(0, found.call, leg) in self.ear.inputs, "the leg up")
        return call

    def connect(self, found: FoundCaller, leg: int = 1, agent: str = "op01", prompt: str = "") -> None:
        self.telephony.do(Connect(WHY, found.call, found.channel, leg, agent, prompt))


@pytest_asyncio.fixture
async def centre(asterisk: PrivateAsterisk, phone: MakePhone) -> AsyncIterator[Centre]:
    async with linked(asterisk) as (telephony, ear):
        yield Centre(telephony, ear, await phone("caller", CALLER), await phone("op01", OPERATOR))


async def hear_each_other(caller: Call, operator: Call, tone: float = OPERATOR) -> None:
    await until(lambda: caller.voice.hears(tone) > HEARD, "the caller hears the operator")
    await until(lambda: operator.voice.hears(CALLER) > HEARD, "the operator hears the caller")


async def test_a_call_from_ring_to_hang_up(centre: Centre) -> None:
    caller, found = await centre.arrive()
    assert found.did == "74950001"
    assert found.number == "+79161234567"
    operator = await centre.answered(found)
    assert operator.header("x-gudok-call") == found.call
    assert '"Иван «VIP» Петров" <sip:+79161234567@' in operator.header("from")
    centre.connect(found)
    await hear_each_other(caller, operator)
    centre.telephony.do(DropLeg(WHY, found.call, 1))
    centre.telephony.do(HangUp(WHY, found.call, found.channel))
    await asyncio.wait_for(operator.done.wait(), PATIENCE)
    await asyncio.wait_for(caller.done.wait(), PATIENCE)
    await until(lambda: centre.ear.got(LegGone) and centre.ear.got(CallerGone), "both told gone")
    assert centre.ear.got(LegGone)[0].how == "told"


async def test_a_masked_number_reaches_the_operators_telephone_in_no_message(centre: Centre) -> None:
    received: list[bytes] = []
    take = centre.operator.datagram_received

    def keep(data: bytes, addr: object) -> None:
        received.append(data)
        take(data, addr)

    centre.operator.datagram_received = keep  # type: ignore[method-assign]
    caller, found = await centre.arrive()
    masked = structs.replace(core.Operator("o1", "Алиса", "op01", ()), masked=True)
    centre.ring(found, caller=caller_for(masked, Caller(found.number, "+7 916 123-45-67")))
    operator = await asyncio.wait_for(centre.operator.incoming.get(), PATIENCE)
    operator.ring()
    await operator.answer()
    await until(lambda: LegUp(0, found.call, 1) in centre.ear.inputs, "the leg up")
    centre.connect(found)
    await hear_each_other(caller, operator)
    centre.telephony.do(ParkCaller(WHY, found.call, found.channel))
    await until(lambda: caller.voice.hears_something() and caller.voice.hears(OPERATOR) < LOUD / 20, "music on hold")
    centre.connect(found)
    await hear_each_other(caller, operator)
    assert '"+7 916 •••-••-67" <sip:anonymous@' in operator.header("from")
    centre.telephony.do(DropLeg(WHY, found.call, 1))
    await asyncio.wait_for(operator.done.wait(), PATIENCE)
    assert not [data for data in received if b"9161234567" in data]
    caller.hang_up()


async def test_hold_and_resume(centre: Centre) -> None:
    caller, found = await centre.arrive()
    operator = await centre.answered(found)
    centre.connect(found)
    await hear_each_other(caller, operator)
    centre.telephony.do(ParkCaller(WHY, found.call, found.channel))
    await until(lambda: caller.voice.hears_something() and caller.voice.hears(OPERATOR) < LOUD / 20, "music on hold")
    centre.connect(found)
    await hear_each_other(caller, operator)
    assert len(operator.voice.heard) > 0
    caller.hang_up()
    await until(lambda: CallerGone(0, found.call, 16) in centre.ear.inputs, "the caller's end")


async def test_a_caller_moves_to_another_operator(centre: Centre, phone: MakePhone) -> None:
    caller, found = await centre.arrive()
    first = await centre.answered(found)
    centre.connect(found)
    await hear_each_other(caller, first)
    other = await phone("op02", OTHER)
    second = await centre.answered(found, 2, phone=other)
    centre.telephony.do(DropLeg(WHY, found.call, 1))
    centre.connect(found, 2, "op02")
    await hear_each_other(caller, second, OTHER)
    assert first.done.is_set() or await asyncio.wait_for(first.done.wait(), PATIENCE)
    caller.hang_up()


async def test_a_prompt_is_cut_when_an_operator_answers(centre: Centre) -> None:
    caller, found = await centre.arrive()
    prompt = f"{found.call}-p001"
    centre.telephony.do(
        PlayPrompt(WHY, found.call, found.channel, prompt, ("queue-thankyou", "queue-thankyou", "queue-thankyou"))
    )
    operator = await centre.answered(found)
    loop = asyncio.get_running_loop()
    before = loop.time()
    centre.connect(found, prompt=prompt)
    await until(lambda: caller.voice.hears(OPERATOR, 0.12) > HEARD, "the operator in mid-prompt")
    assert loop.time() - before < 0.5
    await until(lambda: centre.ear.got(PromptDone), "the prompt told done")
    operator.hang_up()
    await until(lambda: LegGone(0, found.call, 1, 16) in centre.ear.inputs, "the operator's hang-up")
    caller.hang_up()


async def test_music_comes_back_after_a_prompt(centre: Centre) -> None:
    caller, found = await centre.arrive()
    centre.telephony.do(PlayPrompt(WHY, found.call, found.channel, f"{found.call}-p001", ("digits/5",)))
    await until(lambda: centre.ear.got(PromptDone), "the prompt's end")
    heard = len(caller.voice.heard)
    await until(lambda: len(caller.voice.heard) > heard + 25, "music after the prompt")
    caller.hang_up()


async def test_a_prompt_that_is_not_there_is_told_done(centre: Centre) -> None:
    caller, found = await centre.arrive()
    centre.telephony.do(PlayPrompt(WHY, found.call, found.channel, f"{found.call}-p001", ("no-such-sound",)))
    await until(lambda: PromptDone(0, found.call, f"{found.call}-p001") in centre.ear.inputs, "told done")
    caller.hang_up()


async def test_refusal_time_out_and_nobody_there_are_told_apart(centre: Centre) -> None:
    caller, found = await centre.arrive()
    centre.ring(found, 1)
    (await asyncio.wait_for(centre.operator.incoming.get(), PATIENCE)).refuse(603)
    await until(lambda: LegGone(0, found.call, 1, 21) in centre.ear.inputs, "refused")
    centre.ring(found, 2, timeout=1000)
    ringing = await asyncio.wait_for(centre.operator.incoming.get(), PATIENCE)
    ringing.ring()
    await until(lambda: LegGone(0, found.call, 2, 19) in centre.ear.inputs, "rang out")
    assert ringing.end == "CANCEL"
    centre.ring(found, 3, "op03")
    await until(lambda: LegGone(0, found.call, 3, 0, "failed") in centre.ear.inputs, "not registered")
    caller.hang_up()


async def test_the_same_command_twice_rings_once(centre: Centre) -> None:
    caller, found = await centre.arrive()
    centre.ring(found)
    centre.ring(found)
    ringing = await asyncio.wait_for(centre.operator.incoming.get(), PATIENCE)
    await ringing.answer()
    await until(lambda: LegUp(0, found.call, 1) in centre.ear.inputs, "the leg up")
    assert centre.operator.incoming.empty()
    assert not centre.ear.got(LegGone)
    centre.connect(found)
    centre.connect(found)
    await hear_each_other(caller, ringing)
    caller.hang_up()


async def test_the_recording_has_both_voices_apart(centre: Centre) -> None:
    caller, found = await centre.arrive()
    operator = await centre.answered(found, record="2026/01/02/a-talk")
    centre.connect(found)
    await hear_each_other(caller, operator)
    caller.hang_up()
    centre.telephony.do(DropLeg(WHY, found.call, 1))
    await asyncio.wait_for(operator.done.wait(), PATIENCE)
    file = centre.telephony.recordings / "2026/01/02/a-talk.raw"
    await until(lambda: file.stat().st_size % 4 == 0 and file.stat().st_size > 0, "a recording")
    sound = np.fromfile(file, "<i2").reshape(-1, 2)[-1600:].astype(float)
    # Left is what the operator's telephone sent, right what it was sent.
    assert tone_in(sound[:, 0], OPERATOR) > HEARD
    assert tone_in(sound[:, 1], CALLER) > HEARD
    assert tone_in(sound[:, 0], CALLER) < LOUD / 20
    assert tone_in(sound[:, 1], OPERATOR) < LOUD / 20


async def test_a_survey_tells_who_is_where(centre: Centre) -> None:
    caller, found = await centre.arrive()
    await centre.answered(found)
    centre.connect(found)
    await until(lambda: caller.voice.hears(OPERATOR) > HEARD, "a talk")
    survey = await centre.telephony.survey()
    assert found in survey.callers
    assert [(leg.call, leg.leg, leg.up) for leg in survey.legs] == [(found.call, 1, True)]
    assert survey.bridges[found.channel] == survey.bridges[f"{found.call}-0001"]
    assert survey.reachable["op01"]
    assert not survey.reachable["op40"]
    assert survey.version.startswith("22.") or int(survey.version.split(".")[0]) >= 20
    assert not survey.strays
    caller.hang_up()


async def test_registrations_are_told(centre: Centre, phone: MakePhone) -> None:
    web = await phone("web1")
    await until(lambda: ("web1", True) in centre.ear.endpoints, "registered")
    web.vanish()
    await until(lambda: ("web1", False) in centre.ear.endpoints, "gone with its page")
