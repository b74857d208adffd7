"""The same arrivals through Asterisk's own app_queue and through our mode as-asterisk: the same operators, in the same
order, by the same numbers; and our own live centre rings them too. Real telephones; each strategy has members of its
own, so all are played at once.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from typing import get_args

import pytest
import pytest_asyncio
from telephony.app_queue import NOW, Own, QueueAsterisk
from telephony.private import PrivateAsterisk
from telephony.queue_ours import OurPlay, settings_of
from telephony.queue_play import Play
from telephony.queue_scripts import SCRIPTS
from telephony.world import a_world

from gudok.core.ranking import snapshot as seen
from gudok.core.ranking.dice import Dice
from gudok.core.ranking.modes.asterisk import AsAsterisk, CallsAsAsterisk, Strategy
from gudok.core.ranking.rank import rank_agents, rank_calls
from gudok.install.step import SetupError

BY_LOT = {"random", "wrandom"}
"""Strategies whose answers nobody can foretell; their shares are in `conformance/`."""
QUEUES = {
    "linear": Own("linear", "linear", [("op01", 0), ("op02", 0), ("op03", 0), ("op04", 1), ("op25", 5)]),
    "rrmemory": Own("rrmemory", "rrmemory", [("op05", 0), ("op06", 0), ("op07", 0), ("op08", 1), ("op26", 5)]),
    "rrordered": Own("rrordered", "rrordered", [("op09", 0), ("op10", 0), ("op11", 0), ("op12", 1), ("op27", 5)]),
    "leastrecent": Own("leastrecent", "leastrecent", [("op13", 0), ("op14", 0), ("op15", 0), ("op16", 1)]),
    "fewestcalls": Own("fewestcalls", "fewestcalls", [("op17", 0), ("op18", 0), ("op19", 0), ("op20", 1)]),
    "ringall": Own("ringall", "ringall", [("op21", 0), ("op22", 0), ("op23", 1), ("op24", 2)]),
    "light": Own("light", "linear", [("op31", 0), ("op32", 0)]),
    "heavy": Own("heavy", "linear", [("op31", 0), ("op32", 0)], weight=1),
    "line": Own("line", "linear", [("op33", 0)]),
}


@pytest.fixture(scope="module")
def queues(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueueAsterisk]:
    try:
        private = QueueAsterisk(tmp_path_factory.mktemp("queues"), tuple(QUEUES.values()))
    except SetupError as error:
        pytest.skip(str(error))
    try:
        private.start()
        yield private
    finally:
        private.kill()


@pytest_asyncio.fixture
async def play(queues: QueueAsterisk) -> AsyncIterator[Callable[..., Awaitable[Play]]]:
    """play("linear"): the members of a queue at their telephones; all vanish after the test."""
    queues.turn = asyncio.Lock()  # a lock belongs to the loop of one test
    async with AsyncExitStack() as stack:

        async def begin(name: str, *, telephones: bool = True) -> Play:
            made = Play(queues, QUEUES[name], stack)
            if telephones:
                await made.begin()
            return made

        yield begin
    await queues.hang_up_all()


def test_every_strategy_that_can_be_foretold_has_a_script() -> None:
    assert set(SCRIPTS) == set(get_args(Strategy)) - BY_LOT


async def test_the_same_operators_in_the_same_order(
    play: Callable[..., Awaitable[Play]], asterisk: PrivateAsterisk
) -> None:
    """Choice by choice our core agrees with app_queue; and our own centre, played live, has rung the same."""
    theirs = [await play(name) for name in SCRIPTS]
    live = [one.own for one in theirs]
    async with a_world(asterisk, settings_of(live)) as world:
        turn = asyncio.Lock()
        ours = [OurPlay(world, own, turn) for own in live]
        for one in ours:
            await one.begin()
        await asyncio.gather(*(SCRIPTS[one.own.name](one) for one in (*theirs, *ours)))
    assert all(len(one.chosen) > 6 for one in theirs)
    told = {one.own.name: one.chosen for one in theirs}
    assert {one.own.name: one.chosen for one in ours} == {one.own.name: told[one.own.name] for one in ours}


async def test_callers_of_one_line_go_by_priority(play: Callable[..., Awaitable[Play]]) -> None:
    line = await play("line")
    [name] = line.names
    await line.beside(name)
    waiting = []
    for n, dialled in enumerate(("line", "line", "vip-line", "line", "vip-line")):
        await line.network.dial(dialled, f"c{n}")
        await line.waits(n + 1)
        waiting.append(seen.Call(f"c{n}", "line", NOW - 5_000 + n, priority=5 if "vip" in dialled else 0))
    member = seen.Agent(name, queues={"line": seen.Membership()})
    ours = rank_calls(seen.Snapshot(NOW, (member,), tuple(waiting)), name, CallsAsAsterisk(), Dice(1))
    served = []
    for _ in waiting:
        await line.free(name)
        call = await line.rings()
        served.append(re.sub(r".*sip:(\w+)@.*", r"\1", call.header("from")))
        await call.answer()
        line.talks[name] = call
        await line.stands(name, "(In use)")
    assert served == [one.id for one in ours.ranked] == ["c2", "c4", "c0", "c1", "c3"]


async def test_the_heavier_queue_has_the_member_though_the_other_waited_longer(
    play: Callable[..., Awaitable[Play]],
) -> None:
    heavy = await play("heavy")
    a, b = heavy.names
    await heavy.beside(a)
    await heavy.beside(b)
    light = await play("light", telephones=False)
    light.network = heavy.network
    await light.network.dial("light", "c0")
    await light.waits(1)
    await heavy.network.dial("heavy", "c1")
    await heavy.waits(1)
    members = tuple(
        seen.Agent(name, state, queues={"light": seen.Membership(), "heavy": seen.Membership()})
        for name, state in ((a, "ready"), (b, "talking"))
    )
    calls = (seen.Call("c0", "light", NOW - 9_000), seen.Call("c1", "heavy", NOW - 1_000))
    picture = seen.Snapshot(NOW, members, calls, (seen.Queue("light"), seen.Queue("heavy", 1)))
    rule = AsAsterisk(strategy="linear", ringinuse=False)
    assert rank_agents(picture, "c0", rule, Dice(1)).ranked == ()
    assert [one.id for one in rank_agents(picture, "c1", rule, Dice(1)).ranked] == [a]
    assert [one.id for one in rank_calls(picture, a, CallsAsAsterisk(), Dice(1)).ranked] == ["c1"]
    await heavy.free(a)
    call = await heavy.rings()
    assert "sip:c1@" in call.header("from")
    assert call.phone.user == a
    await call.answer()
    await heavy.waits(0)
    await heavy.free(b)
    call = await heavy.rings()
    assert "sip:c0@" in call.header("from")
    assert call.phone.user == b
