"""Events lost, doubled and late, answers late, the link cut: dozens of calls run through, and all of it heals."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from agree import agree, channels
from crowd import Crowd, hears_caller, hears_operator
from promises.watch import watching
from story import Story
from telephony.faults import Proxy, honest
from telephony.phone import Call
from telephony.wait import until
from whole import WholeCentre

from gudok.core.state import Paused, Ready
from gudok.core.words import ENDS, AgentChanged
from gudok.edges.bus.unix import NoEngine

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
    for login in stopped.operators:
        phone = await people.operator(login)
        phone.on_call = Operator(login, seed).rings
    async with watching(stopped, story) as watch:
        dice = random.Random(seed)
        proxy.fault = lambda _: dice.choice(FAULTS)
        proxy.lag = lambda: dice.choice([0.0, 0.0, 0.0, 0.0, 0.05, 0.3])
        troubles = [asyncio.create_task(cut_now_and_then(proxy, seed)), asyncio.create_task(ready_again(people))]
        served = await asyncio.gather(*(caller(people, n, seed) for n in range(CALLS)))
        for trouble in troubles:
            trouble.cancel()
        proxy.fault, proxy.lag = honest, lambda: 0.0
        await until(lambda: not story.read().state.calls, "every call has ended", 20)
        await agree(stopped, story)
        await until(lambda: all(over(phone.calls) for phone in people.operators.values()), "no telephone is in talk")
    assert watch.faults == set()
    assert watch.looks > 20
    paused = {fact.reason for fact in story.facts(AgentChanged) if fact.mode == "paused"}
    assert paused <= {"declined"}, "the link's fault is no operator's"
    ends = story.ends()
    assert {end for [end] in ends.values()} <= {*ENDS} - {"telephony_lost"}
    # Somebody who came and went while nothing could be told is not known; whoever talked is.
    assert all(story.call_of(number) for number in served if number)
    assert sum(map(bool, served)) > CALLS / 2


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


class Operator:
    """Answers most calls, refuses some, and ends some talks."""

    def __init__(self, login: str, seed: int) -> None:
        self.dice = random.Random(f"{login} {seed}")

    def rings(self, call: Call) -> None:
        call.ring()
        if self.dice.random() < 0.1:
            call.refuse()
        else:
            call.phone.spawn(self.talk(call))

    async def talk(self, call: Call) -> None:
        await asyncio.sleep(self.dice.uniform(0, 0.3))
        if call.done.is_set():
            return
        await call.answer()
        if self.dice.random() < 0.5:
            await until(lambda: call.done.is_set() or hears_caller(call), "the operator hears the caller", 30)
            await asyncio.sleep(self.dice.uniform(0.2, 1.0))
            if not call.done.is_set():
                call.hang_up()


async def caller(people: Crowd, n: int, seed: int) -> str:
    """Calls, and hangs up after a talk or when the patience ends; the number if there was a talk."""
    dice = random.Random(f"caller {n} {seed}")
    await asyncio.sleep(dice.uniform(0, CALLS / 4))
    number = f"+7916000{n:04d}"
    call = await people.caller(number)
    if dice.random() < 0.2:
        await asyncio.sleep(dice.uniform(0.1, 2.0))
    else:
        await until(lambda: call.done.is_set() or hears_operator(call), f"caller {n} is served", 60)
        await asyncio.sleep(dice.uniform(0.2, 1.5))
    talked = hears_operator(call)
    if not call.done.is_set():
        call.hang_up()
    return number if talked else ""


async def cut_now_and_then(proxy: Proxy, seed: int) -> None:
    dice = random.Random(f"cut {seed}")
    while True:
        await asyncio.sleep(dice.uniform(2.0, 5.0))
        await proxy.cut()


async def ready_again(people: Crowd) -> None:
    """Operators who were paused come back to work."""
    while True:
        for login in people.operators:
            if isinstance(people.agent(login).mode, Paused):
                try:
                    await people.ready(login)
                except (AssertionError, NoEngine):
                    continue  # not reachable yet
        await asyncio.sleep(0.2)


def over(calls: dict[str, Call]) -> bool:
    return all(call.done.is_set() for call in calls.values())
