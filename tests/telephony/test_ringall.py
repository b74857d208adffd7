"""Several real telephones ring for one call: who answers first has it, and nobody else's rings on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from msgspec.structs import replace
from telephony.phone import Call
from telephony.private import PrivateAsterisk
from telephony.voice import LOUD
from telephony.wait import PATIENCE, until
from telephony.world import CALLER, SALES, SETTINGS, World, a_world, tone

from gudok.core.ranking.agents.ring import RingAll, RingProgressive
from gudok.core.settings import Settings
from gudok.core.state import rung, tag
from gudok.core.words import CallConnected, HangUpAsked, LegEnded

NAMES = ("o01", "o02", "o03")


def settings_of(rule: RingAll | RingProgressive) -> Settings:
    return replace(SETTINGS, queues=(replace(SALES, algorithm=rule, record=True), *SETTINGS.queues[1:]))


@pytest_asyncio.fixture
async def world(asterisk: PrivateAsterisk) -> AsyncIterator[World]:
    async with a_world(asterisk, settings_of(RingAll())) as made:
        for name in NAMES:
            await made.operator(name)
        yield made


async def all_ring(world: World) -> list[Call]:
    return list(await asyncio.gather(*(world.ringing(name) for name in NAMES)))


async def silent(*calls: Call) -> None:
    for call in calls:
        await asyncio.wait_for(call.done.wait(), PATIENCE)
        assert call.end == "CANCEL"


async def stand(world: World, *modes: str) -> None:
    await until(lambda: [tag(world.state.agents[name].mode) for name in NAMES] == list(modes), f"operators {modes}")


async def test_all_ring_the_second_answers_and_both_hear_each_other(world: World) -> None:
    caller, call = await world.call()
    first, second, third = await all_ring(world)
    await second.answer()
    await silent(first, third)
    await stand(world, "ready", "talking", "ready")
    await until(lambda: caller.voice.hears(tone("o02")) > LOUD * 0.8, "the caller hears her")
    await until(lambda: second.voice.hears(CALLER) > LOUD * 0.8, "she hears the caller")
    [talk] = world.facts(CallConnected)
    assert talk.agent == "o02"
    ended = [(one.agent, one.outcome, one.why.code) for one in world.facts(LegEnded)]
    assert sorted(ended) == [(name, "cancelled", "answered_by_another") for name in ("o01", "o03")]
    second.hang_up()
    assert (await world.ended(call)).end == "operator_hung_up"
    files = {path.name.split(".")[0] for path in world.asterisk.data.recordings.rglob(f"{call}*")}
    assert files == {talk.record.rpartition("/")[2]}, "one file, that of the leg which answered"


async def test_one_refuses_the_others_ring_on(world: World) -> None:
    _, call = await world.call()
    first, second, third = await all_ring(world)
    first.refuse()
    await stand(world, "paused", "ringing", "ringing")
    assert [name for name, _ in rung(world.state.calls[call].mode)] == ["o02", "o03"]
    assert not second.done.is_set()
    await third.answer()
    await silent(second)
    await stand(world, "paused", "ready", "talking")


async def test_the_caller_gives_up(world: World) -> None:
    caller, call = await world.call()
    calls = await all_ring(world)
    caller.hang_up()
    await silent(*calls)
    assert (await world.ended(call)).end == "abandoned"
    await stand(world, "ready", "ready", "ready")


async def test_two_pick_up_in_one_moment(world: World) -> None:
    caller, call = await world.call()
    first, second, third = await all_ring(world)
    await asyncio.gather(first.answer(), third.answer())
    await silent(second)
    await until(lambda: first.done.is_set() != third.done.is_set(), "one of them is hung up")
    [talk] = world.facts(CallConnected)
    winner = first if third.done.is_set() else third
    assert talk.agent == f"o{winner.phone.user[2:]}"
    await until(lambda: caller.voice.hears(tone(talk.agent)) > LOUD * 0.8, "the caller hears the one who has the call")
    assert (await world.ask(HangUpAsked(0, talk.agent, talk.agent))).ok
    assert (await world.ended(call)).end == "operator_hung_up"


@pytest.mark.parametrize("answers", [0, 1])
async def test_one_more_rings_after_a_while(asterisk: PrivateAsterisk, answers: int) -> None:
    async with a_world(asterisk, settings_of(RingProgressive(1_000))) as world:
        for name in NAMES[:2]:
            await world.operator(name)
        await world.call()
        calls = [await world.ringing("o01")]
        assert world.phones["o02"].incoming.empty()
        calls.append(await world.ringing("o02"))
        assert not calls[0].done.is_set(), "the first rings on"
        await calls[answers].answer()
        await silent(calls[1 - answers])
        await until(lambda: world.facts(CallConnected), "a talk")
