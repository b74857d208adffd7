"""Who calls a whole centre and who answers: real SIP telephones with a voice, by login and by number."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import numpy as np
from story import Story
from telephony.phone import Call, Phone
from telephony.voice import FRAME, LOUD, RATE, Voice, decode, tone_in
from telephony.wait import until
from whole import SALES, WholeCentre

from gudok.core.words import CallCame, CallOffered, ReadyAsked

OPERATOR_HZ, CALLER_HZ = 600, 1400
"""Tones of an operator and a caller: neither is a harmonic of the other, nor loud in the music."""


AGAIN, TRIES = 1.5, 8
"""A telephone sends a request again after so many seconds, so many times: a datagram may be lost."""


class Crowd:
    """Everybody who holds a telephone at a centre."""

    def __init__(self, centre: WholeCentre, story: Story) -> None:
        self.centre = centre
        self.story = story
        self.operators: dict[str, Phone] = {}
        self.callers: list[Phone] = []

    async def operator(self, login: str, answers: bool = True, ready: bool = True) -> Phone:
        """An operator's telephone, registered; answers by itself or rings on. Ready unless told otherwise."""
        endpoint, secret = self.centre.phones[login]
        phone = await Phone(endpoint, self.centre.telephony.sip_port, secret, OPERATOR_HZ).start()
        self.operators[login] = phone
        if answers:
            phone.on_call = lambda call: (phone.incoming.put_nowait(call), phone.spawn(call.answer()))
        else:
            phone.on_call = lambda call: (phone.incoming.put_nowait(call), call.ring())
        await self.register(login)
        if ready:
            await self.ready(login)
        return phone

    async def register(self, login: str) -> None:
        """Register, trying again as a telephone does, and wait until the engine knows."""
        for _ in range(TRIES):
            with suppress(TimeoutError):
                async with asyncio.timeout(AGAIN):
                    answer = await self.operators[login].register()
                    break
        else:
            raise AssertionError(f"{login}'s telephone gets no answer")
        assert answer.status == 200, answer.start
        await until(lambda: self.agent(login).reachable, f"{login} is reachable", 10)

    async def ready(self, *logins: str) -> None:
        for login in logins:
            agent = self.centre.operators[login]
            answer = await self.centre.ask(ReadyAsked(0, agent, agent))
            assert answer.ok, answer

    async def caller(self, number: str, did: str = SALES) -> Call:
        """Somebody calls; the call is answered by Asterisk and so hears music."""
        phone = await Phone("city", self.centre.telephony.sip_port, hertz=CALLER_HZ).start()
        self.callers.append(phone)
        call = await phone.dial(did, number)
        for _ in range(TRIES):
            with suppress(TimeoutError):
                async with asyncio.timeout(AGAIN):
                    await call.answered.wait()
                    return call
            phone.send(call.invited)
        raise AssertionError(f"Asterisk does not answer {number}")

    async def talk(self, login: str, number: str) -> tuple[Call, Call]:
        """A call that this operator, the only one ready, answers: her end and the caller's, both heard."""
        theirs = await self.caller(number)
        hers = await asyncio.wait_for(self.operators[login].incoming.get(), 10)
        await until(lambda: hears_caller(hers) and hears_operator(theirs), f"{login} and {number} hear each other", 10)
        return hers, theirs

    def agent(self, login: str):  # type: ignore[no-untyped-def]
        """The operator in the engine's state."""
        return self.story.read().state.agents[self.centre.operators[login]]

    def offered(self) -> list[str]:
        """Callers' numbers in the order in which their calls first rang at an operator."""
        numbers = {came.call: came.caller.number or came.caller.shown for came in self.story.read().facts(CallCame)}
        return list(dict.fromkeys(numbers[fact.call] for fact in self.story.facts(CallOffered)))

    def all_talk(self) -> bool:
        """Whether every operator with a telephone hears a caller."""
        return all(any(map(hears_caller, phone.calls.values())) for phone in self.operators.values())

    async def go(self) -> None:
        """All telephones vanish."""
        for phone in (*self.operators.values(), *self.callers):
            await phone.stop()


@asynccontextmanager
async def crowd(centre: WholeCentre, story: Story) -> AsyncIterator[Crowd]:
    made = Crowd(centre, story)
    try:
        yield made
    finally:
        await made.go()


def hears_caller(call: Call) -> bool:
    return call.voice.hears(CALLER_HZ) > LOUD / 4


def hears_operator(call: Call) -> bool:
    return call.voice.hears(OPERATOR_HZ) > LOUD / 4


def unbroken(voice: Voice, hertz: float, since: float, until_: float | None = None) -> list[str]:
    """What is wrong with a tone that should have come all the time since a moment (monotonic seconds); [] if nothing.

    A busy machine may deliver late: packets are counted over the whole, the tone is looked for in each half second.
    """
    now = until_ or time.monotonic()
    came = [data for at, data in voice.heard if since <= at <= now]
    due = int((now - since) * RATE / FRAME)
    found = [] if len(came) >= due * 0.9 - 5 else [f"{len(came)} packets of {due} in {now - since:.1f} s"]
    samples = decode(b"".join(came)) if came else np.zeros(0)
    for start in range(0, len(samples) - RATE // 2 + 1, RATE // 2):
        loud = tone_in(samples[start : start + RATE // 2], hertz)
        if loud < LOUD / 4:
            found.append(f"{hertz:g} Hz only {loud:.0f} loud at {start / RATE:.1f} s")
    return found
