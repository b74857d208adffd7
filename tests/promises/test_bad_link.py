"""Events lost, doubled and late, answers late, the link cut: dozens of calls run through, and all of it heals."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
import pytest_asyncio
from agree import agree, channels
from crowd import Crowd
from promises.behaviour import back_to_work, callers, nobody_talks, operators
from promises.watch import watching
from story import Story
from telephony.faults import Proxy, honest
from telephony.wait import until
from whole import WholeCentre

from gudok.core.state import Ready
from gudok.core.words import ENDS, AgentChanged

CALLS = 40
FAULTS = (
    *([[0.0]] * 10),
    *([[]] * 3),  # lost
    *([[0.0, 0.0], [0.0, 0.5], [0.3, 0.3]]),  # doubled
    *([[0.1], [0.6], [1.5]]),  # late, and so out of order
)
"""What becomes of an event, by the throw of a die."""


@pytest_asyncio.fixture
async def proxy() -> AsyncIterator[Proxy]:
    made = await Proxy("").start()
    yield made
    await made.stop()


@pytest.fixture
def ari_port(proxy: Proxy) -> int:
    """The engine reaches Asterisk only through the proxy."""
    return proxy.port


@pytest.mark.parametrize("seed", [1, 2])
async def test_everything_heals(stopped: WholeCentre, proxy: Proxy, story: Story, people: Crowd, seed: int) -> None:
    proxy.target = stopped.ari_url.removesuffix("/ari")
    await stopped.start()
    await operators(people, seed)
    async with watching(stopped, story) as watch:
        dice = random.Random(seed)
        proxy.fault = lambda _: dice.choice(FAULTS)
        proxy.lag = lambda: dice.choice([0.0, 0.0, 0.0, 0.0, 0.05, 0.3])
        async with back_to_work(people), cut_now_and_then(proxy, seed):
            served = await callers(people, CALLS, seed)
        proxy.fault, proxy.lag = honest, lambda: 0.0
        await until(lambda: not story.read().state.calls, "every call has ended", 20)
        await agree(stopped, story)
        await until(lambda: nobody_talks(people), "no telephone is in talk")
    assert watch.faults == set()
    assert watch.looks > 20
    paused = {fact.reason for fact in story.facts(AgentChanged) if fact.mode == "paused"}
    assert paused <= {"declined"}, "the link's fault is no operator's"
    ends = story.ends()
    assert {end for [end] in ends.values()} <= {*ENDS} - {"telephony_lost"}
    # Somebody who came and went while nothing could be told is not known; whoever talked is.
    assert all(story.call_of(number) for number in served)
    assert len(served) > CALLS / 2


async def test_a_caller_who_left_unheard_pauses_no_operator(
    stopped: WholeCentre, proxy: Proxy, story: Story, people: Crowd
) -> None:
    """Each operator in turn would be rung for a channel that is no more, and be paused as unreachable."""
    proxy.target = stopped.ari_url.removesuffix("/ari")
    await stopped.start()
    await people.operator("op1", ready=False)
    proxy.fault = lambda event: [] if event["type"] == "ChannelDestroyed" else [0.0]
    left = await people.caller("+79160000010")
    await until(lambda: story.read().state.calls, "the caller waits")
    left.hang_up()
    await gone_from_asterisk(stopped)
    await people.ready("op1")
    await until(lambda: story.read().ends()[story.call_of("+79160000010")] == ["abandoned"], "the caller is missed")
    assert isinstance(people.agent("op1").mode, Ready)
    proxy.fault = honest
    await agree(stopped, story)


async def gone_from_asterisk(centre: WholeCentre) -> None:
    async with asyncio.timeout(5):
        while await channels(centre):
            await asyncio.sleep(0.01)


@asynccontextmanager
async def cut_now_and_then(proxy: Proxy, seed: int) -> AsyncIterator[None]:
    """The link breaks every few seconds."""
    dice = random.Random(f"cut {seed}")

    async def run() -> None:
        while True:
            await asyncio.sleep(dice.uniform(2.0, 5.0))
            await proxy.cut()

    task = asyncio.create_task(run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
