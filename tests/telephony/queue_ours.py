"""The same scripts in our own centre, live: real telephones, the engine, queues that follow app_queue's strategies."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import cast

from msgspec import structs
from telephony.app_queue import Own
from telephony.phone import Call, Phone
from telephony.wait import PATIENCE, until
from telephony.world import SALES, World

from gudok.core.ranking.modes.asterisk import AsAsterisk, Strategy
from gudok.core.settings import Member, Number, Operator, Queue, Settings
from gudok.core.state import in_hand, rung, tag
from gudok.core.words import CallOffered, Configured, PauseAsked


def settings_of(queues: Sequence[Own]) -> Settings:
    """Each queue with its members, and beside it a queue for each member alone: calls that are none of the queue's."""
    made, numbers, operators = [], [], []
    for n, own in enumerate(queues):
        rule = AsAsterisk(strategy=cast(Strategy, own.strategy), ringinuse=False)
        made.append(structs.replace(SALES, id=own.name, name=own.name, algorithm=rule, ring=3_000))
        numbers.append(Number(f"7{n:03d}", own.name))
        for endpoint, penalty in own.members:
            made.append(structs.replace(SALES, id=f"x-{endpoint}", name=endpoint))
            numbers.append(Number(f"8{endpoint[2:]}", f"x-{endpoint}"))
            stands = (Member(own.name, penalty),) if penalty else ()
            served, known = (own.name, f"x-{endpoint}"), operator_id(endpoint)
            operators.append(Operator(known, known, endpoint, served, "g711", browser=False, memberships=stands))
    return Settings(1, cast("tuple[Queue, ...]", tuple(made)), tuple(numbers), tuple(operators))


def operator_id(endpoint: str) -> str:
    return f"o{endpoint[2:]}"


class OurPlay:
    """A queue of ours as `queue_scripts.Player`."""

    def __init__(self, world: World, own: Own, turn: asyncio.Lock) -> None:
        self.world, self.own, self.turn = world, own, turn
        self.names = [name for name, _ in own.members]
        self.rung: asyncio.Queue[Call] = asyncio.Queue()
        self.talks: dict[str, Call] = {}
        self.resting: set[str] = set()
        self.chosen: list[tuple[str, ...]] = []
        self.did = next(one.did for one in world.directory.now.numbers if one.queue == own.name)

    def __str__(self) -> str:
        """For a test that fails."""
        state, ids = self.world.state, [operator_id(name) for name in self.names]
        stands = [
            (state.agents[one].mode, state.agents[one].reachable, state.operators[one].memberships) for one in ids
        ]
        offers = [one for one in self.world.facts(CallOffered) if one.queue == self.own.name]
        return f"ours: {self.chosen} {stands} {offers[-1:]}"

    async def begin(self) -> None:
        """Everybody comes to work, in the order of the list."""
        for name in self.names:
            phone = await self.world.operator(operator_id(name))
            phone.on_call = self.rung.put_nowait
        self.network = Phone("caller", self.world.asterisk.settings.sip_port)
        await self.world.stack.enter_async_context(self.network)

    async def rings(self) -> Call:
        call = await asyncio.wait_for(self.rung.get(), PATIENCE)
        call.ring()
        return call

    async def stands(self, name: str, mode: str) -> None:
        agents, known = self.world.state.agents, operator_id(name)
        await until(lambda: tag(agents[known].mode) == mode, f"{name} is {mode}, {self.chosen}")

    async def pause(self, name: str) -> None:
        """Now, or after her talk."""
        agent = operator_id(name)
        self.resting.add(name)
        assert (await self.world.ask(PauseAsked(0, agent, agent, "lunch"))).ok

    async def back(self, name: str) -> None:
        self.resting.discard(name)
        await self.world.ready(operator_id(name))

    async def penalty(self, name: str, penalty: str) -> None:
        """One change of the settings at a time: each is the whole document."""
        agent, stands = operator_id(name), (Member(self.own.name, int(penalty)),)
        async with self.turn:
            settings = self.world.directory.now
            operators = tuple(
                structs.replace(one, memberships=stands) if one.id == agent else one for one in settings.operators
            )
            changed = structs.replace(settings, version=settings.version + 1, operators=operators)
            self.world.directory.now = changed
            assert (await self.world.engine.ask(Configured(0, changed))).ok
            assert self.world.state.operators[agent].memberships == stands

    async def beside(self, name: str) -> None:
        await self.network.dial(f"8{name[2:]}")
        await self.talk(await self.rings())

    async def talk(self, call: Call) -> str:
        name = call.phone.user
        await call.answer()
        self.talks[name] = call
        await self.stands(name, "talking")
        return name

    async def free(self, name: str) -> None:
        self.talks.pop(name).hang_up()
        await self.stands(name, "paused" if name in self.resting else "ready")

    async def later(self) -> None:
        await asyncio.sleep(1.1)

    async def only(self, name: str, calls: int) -> None:
        others = [other for other in self.names if other != name]
        for other in others:
            await self.pause(other)
        for _ in range(calls):
            await self.call()
        for other in others:
            await self.back(other)

    async def call(self, *passed: str) -> None:
        await self.free(await self.keep(*passed))

    async def keep(self, *passed: str) -> str:
        """Who refused or missed is paused by our centre, and comes back when another has the call."""
        await self.network.dial(self.did)
        calls = [await self.rung_next()]
        for how in passed:
            if how == "refuse":
                calls[-1].refuse()
            calls.append(await self.rung_next())
        name = await self.talk(calls.pop())
        for one in calls:
            await self.back(one.phone.user)
        return name

    async def rung_next(self) -> Call:
        """Wait for all who ring together; the first by name is to answer."""
        calls = [await self.rings()]
        call = in_hand(self.world.state.agents[operator_id(calls[0].phone.user)])
        calls += [await self.rings() for _ in rung(self.world.state.calls[call].mode)[1:]]
        calls.sort(key=lambda one: one.phone.user)
        self.chosen.append(tuple(one.phone.user for one in calls))
        return calls[0]
