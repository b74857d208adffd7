"""A robot that calls on demand, through the number and the queue to an operator, without a provider."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from telephony.private import PrivateAsterisk
from telephony.wait import until
from telephony.world import DID, World, a_world, tone

from gudok.core.words import CallCame, TrialAsked


@pytest_asyncio.fixture
async def world(asterisk: PrivateAsterisk) -> AsyncIterator[World]:
    async with a_world(asterisk) as made:
        yield made


async def test_the_robot_is_heard_and_hears(world: World) -> None:
    await world.operator("o01")
    assert (await world.engine.ask(TrialAsked(0, DID, "dave"))).ok
    operator = await world.answer("o01")
    await until(lambda: operator.voice.hears_something(), "the robot speaks")
    (came,) = world.facts(CallCame)
    assert (came.did, came.caller.number) == (DID, "0000")
    # What it says takes half a minute; then it gives back what it hears.
    await until(lambda: operator.voice.hears(tone("o01")) > 1_000, "the echo", 60)
    operator.hang_up()
    assert (await world.ended(came.call)).end == "operator_hung_up"
