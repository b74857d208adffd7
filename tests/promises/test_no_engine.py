"""A caller who calls when there is no engine at all hears music and is served once it starts."""

from __future__ import annotations

from agree import agree
from crowd import Crowd
from story import Story
from telephony.wait import until
from whole import WholeCentre

from gudok.core.words import CallConnected


async def test_callers_before_the_first_engine_are_served_in_order(
    stopped: WholeCentre, story: Story, people: Crowd
) -> None:
    await stopped.start("asterisk", "web", "work")
    numbers = [f"+7916000001{n}" for n in range(3)]
    calls = [await people.caller(number) for number in numbers]
    await until(lambda: all(call.voice.hears_something() for call in calls), "they hear music")

    await stopped.start("engine")
    await until(lambda: len(story.read().ends()) == len(numbers), "all are known")
    assert all(call.voice.hears_something() for call in calls), "music goes on"
    await people.operator("op1")
    for n, number in enumerate(numbers, 1):
        await until(lambda n=n: len(story.read().facts(CallConnected)) == n, f"{number} is served", 10)  # type: ignore[misc]
        calls[n - 1].hang_up()
    assert people.offered() == numbers
    await agree(stopped, story)
