"""The next call comes when the one before is over: a telephone with one line never answers «busy» to it."""

from __future__ import annotations

import asyncio

from agree import agree
from crowd import Crowd
from story import Story
from telephony.phone import Call
from telephony.wait import until
from whole import WholeCentre

from gudok.core.words import CallConnected, HangUpAsked, LegEnded

CALLS = 24


class OneLine:
    """A telephone that has one line."""

    def __init__(self, people: Crowd, login: str) -> None:
        self.people = people
        self.agent = people.centre.operators[login]
        self.phone = people.operators[login]
        self.phone.on_call = self.rings

    def rings(self, call: Call) -> None:
        if any(not other.done.is_set() for other in self.phone.calls.values() if other is not call):
            call.refuse()
        else:
            self.phone.spawn(call.answer())

    async def hang_up(self, served: int) -> None:
        """Hang up at the desk as soon as so many were served."""
        await until(lambda: len(self.people.story.read().facts(CallConnected)) == served, f"call {served} is served")
        answer = await self.people.centre.ask(HangUpAsked(0, self.agent, self.agent))
        assert answer.ok, answer


async def test_a_busy_telephone_is_not_rung(centre: WholeCentre, story: Story, people: Crowd) -> None:
    await people.operator("op1", ready=False)
    operator = OneLine(people, "op1")
    await asyncio.gather(*(people.caller(f"+7916000{n:04d}") for n in range(CALLS)))
    await until(lambda: len(story.read().ends()) == CALLS, "all wait", 10)
    await people.ready("op1")
    for served in range(1, CALLS + 1):
        await operator.hang_up(served)
    await until(lambda: not story.read().state.calls, "all are served")
    assert {leg.outcome for leg in story.facts(LegEnded)} == {"talked"}
    await agree(centre, story)
