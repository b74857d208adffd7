"""kill -9 of our processes in the middle of talks: nobody hears it, nobody loses a place."""

from __future__ import annotations

import time

import pytest
from agree import agree
from crowd import CALLER_HZ, OPERATOR_HZ, Crowd, hears_caller, unbroken
from eye import looking
from story import Story
from telephony.wait import until
from whole import WholeCentre

from gudok.core.words import CallConnected, CallOffered, Started

TALKS = ("op1", "op2", "op3")
WAITING = tuple(f"+7916000002{n}" for n in range(4))
LATE = tuple(f"+7916000003{n}" for n in range(2))


@pytest.mark.parametrize("killed", ["engine", "web", "work", "engine web work"])
async def test_no_talk_breaks_and_no_place_is_lost(
    centre: WholeCentre, story: Story, people: Crowd, killed: str
) -> None:
    talks = []
    for n, login in enumerate(TALKS):
        await people.operator(login)
        talks.append(await people.talk(login, f"+7916000001{n}"))
    waiting = [await people.caller(number) for number in WAITING]
    await until(lambda: len(story.read().state.waiting[centre.queues["Продажи"]]) == len(WAITING), "all wait", 10)

    centre.kill(*killed.split())
    died = time.monotonic()
    late = [await people.caller(number) for number in LATE]
    await until(lambda: all(call.voice.hears_something() for call in late), "late callers hear music")
    talks[1][0].hang_up()  # an operator comes free while nobody may be there to see it
    await until(lambda: time.monotonic() - died > 2, "the outage lasts")
    assert all(call.voice.hears_something(1.0) for call in (*waiting, *late)), "music goes on"

    before = len(story.read().turns)
    await centre.start(*killed.split())
    await until(
        lambda: len(story.read().facts(CallConnected)) > len(TALKS), "the free operator has the next caller", 10
    )
    if "engine" in killed:
        assert routed_after(story, before) < 2_000
    for hers, theirs in (talks[0], talks[2]):
        assert unbroken(theirs.voice, OPERATOR_HZ, died) == []
        assert unbroken(hers.voice, CALLER_HZ, died) == []
    await agree(centre, story)

    if "web" in killed:
        async with looking(centre.url, "bob", "bob-secret") as eye:
            await until(lambda: eye.shows(story.read().state), "the wall shows what is so", 10)
    talks[0][0].hang_up()
    talks[2][0].hang_up()
    await serve_all(people, len(TALKS) + len(WAITING) + len(LATE))
    assert people.offered()[len(TALKS) :] == [*WAITING, *LATE]
    assert {end for ends in story.ends().values() for end in ends} == {"operator_hung_up"}
    await agree(centre, story)


def routed_after(story: Story, before: int) -> int:
    """Milliseconds from the new engine's first turn to an offer; loading Python is the machine's matter."""
    began = next(turn.came.at for turn in story.turns[before:] if isinstance(turn.came, Started))
    return story.when(story.facts(CallOffered, before)[0]) - began


async def serve_all(people: Crowd, total: int) -> None:
    """Operators hang up as soon as they hear their callers, until everybody was served."""

    def done() -> bool:
        for phone in people.operators.values():
            for call in phone.calls.values():
                if not call.done.is_set() and hears_caller(call):
                    call.hang_up()
        return sum(len(ends) for ends in people.story.read().ends().values()) == total

    await until(done, "all are served", 30)
