"""A second engine on the same data folder: one of the two stops, nobody's talk breaks, the centre goes on."""

from __future__ import annotations

import time

import pytest
from agree import agree
from crowd import CALLER_HZ, OPERATOR_HZ, Crowd, unbroken
from story import Story
from telephony.wait import until
from whole import Process, WholeCentre

from gudok.run.engine import FENCED_EXIT


@pytest.mark.parametrize("round_", range(3))
async def test_one_of_two_engines_stops(centre: WholeCentre, story: Story, people: Crowd, round_: int) -> None:
    await people.operator("op1")
    hers, theirs = await people.talk("op1", "+79160000010")
    first = centre.processes["engine"]
    second = Process(first.child, centre.data.log / "second.log")
    began = time.monotonic()
    second.start()
    try:
        await until(lambda: FENCED_EXIT in (first.ended, second.ended), "one of them is fenced", 15)
        # Calls come and go all the while; whoever stays decides.
        await people.operator("op2")
        await people.caller("+79160000020")
        await until(lambda: len(story.read().ends()) == 2, "the call is taken", 10)
        await until(people.all_talk, "both talk", 10)
        assert (first.ended, second.ended) in {(FENCED_EXIT, None), (None, FENCED_EXIT)}
        assert unbroken(theirs.voice, OPERATOR_HZ, began) == []
        assert unbroken(hers.voice, CALLER_HZ, began) == []
        await agree(centre, story)
    finally:
        second.kill()
