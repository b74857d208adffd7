"""A call that waits until an operator picks it, on a real Asterisk: nobody rings before that, then one telephone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from msgspec.structs import replace
from telephony.voice import LOUD
from telephony.wait import until
from telephony.world import CALLER, SALES, SETTINGS, a_world, tone

from gudok.core.ranking.agents.own import Manual
from gudok.core.state import tag
from gudok.core.words import PickAsked, RingAgent

if TYPE_CHECKING:
    from telephony.private import PrivateAsterisk

NAMES = ("o01", "o02")
PULLED = replace(SETTINGS, queues=(replace(SALES, algorithm=Manual()), *SETTINGS.queues[1:]))


async def test_of_two_who_pick_in_one_moment_one_rings_and_talks(asterisk: PrivateAsterisk) -> None:
    async with a_world(asterisk, PULLED) as world:
        for name in NAMES:
            await world.operator(name)
        caller, call = await world.call()
        await until(lambda: caller.voice.hears_something(), "music while he waits")
        assert tag(world.state.calls[call].mode) == "waiting"
        assert world.facts(RingAgent) == []
        replies = await asyncio.gather(*(world.ask(PickAsked(0, name, name, call)) for name in NAMES))
        assert [(reply.ok, reply.code) for reply in replies] == [(True, ""), (False, "picked_by_another")]
        telephone = await world.ringing("o01")
        await telephone.answer()
        await until(lambda: caller.voice.hears(tone("o01")) > LOUD * 0.8, "the caller hears her")
        await until(lambda: telephone.voice.hears(CALLER) > LOUD * 0.8, "she hears the caller")
        assert tag(world.state.agents["o02"].mode) == "ready"
        telephone.hang_up()
        assert (await world.ended(call)).end == "operator_hung_up"
