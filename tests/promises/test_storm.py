"""Our processes are killed again and again while dozens of calls run through: nothing is lost, nothing doubled."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from agree import agree
from crowd import Crowd
from promises.behaviour import back_to_work, callers, nobody_talks, operators
from promises.watch import watching
from story import Story
from telephony.wait import until
from whole import WholeCentre

from gudok.core.words import ENDS, AgentChanged, Started

CALLS = 40
ENOUGH = 4
"""Deaths of the engine before the storm may end."""
OURS = ("engine", "web", "work")


@pytest.mark.parametrize("seed", [1, 2])
async def test_calls_run_through(centre: WholeCentre, story: Story, people: Crowd, seed: int) -> None:
    await operators(people, seed)
    async with watching(centre, story) as watch:
        async with back_to_work(people), killing(centre, seed) as deaths:
            served, called = await callers(people, CALLS, seed), CALLS
            while len(deaths) < ENOUGH:  # a busy machine starts processes slowly: the storm goes on
                served += await callers(people, CALLS, seed, first=called)
                called += CALLS
        await until(lambda: not story.read().state.calls, "every call has ended", 20)
        await agree(centre, story)
        await until(lambda: nobody_talks(people), "no telephone is in talk")
    assert watch.faults == set()
    assert sum(isinstance(turn.came, Started) for turn in story.turns) > ENOUGH, "each that came back took over"
    paused = {fact.reason for fact in story.facts(AgentChanged) if fact.mode == "paused"}
    assert paused <= {"declined"}, "a restart is no operator's fault"
    assert {end for [end] in story.ends().values()} <= {*ENDS} - {"telephony_lost"}
    assert all(story.call_of(number) for number in served)
    assert len(served) > called / 2


@asynccontextmanager
async def killing(centre: WholeCentre, seed: int) -> AsyncIterator[list[tuple[str, ...]]]:
    """Every second or so the engine dies, and often web and worker with it; they come back at once. Tells who died."""
    dice, over = random.Random(f"kill {seed}"), asyncio.Event()
    deaths: list[tuple[str, ...]] = []

    async def run() -> None:
        while not over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), dice.uniform(0.3, 2.0))
            names = [name for name in OURS if name == "engine" or dice.random() < 0.5]
            centre.kill(*names)
            await centre.start(*names)
            deaths.append(names)

    task = asyncio.create_task(run())
    try:
        yield deaths
    finally:
        over.set()
        await task
