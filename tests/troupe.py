"""A whole centre in memory for tests of the engine: a world, a journal, a directory, people who act by themselves."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from virtual import AtOnce, clock

from gudok.core.settings import Settings
from gudok.core.words import Caller, HangUpAsked, ReadyAsked
from gudok.edges.memory.telephony import MemoryTelephony
from gudok.edges.memory.world import Leg, World
from gudok.engine.engine import Engine
from gudok.engine.ports import Journal


class Book:
    """The directory: settings that a test may change, customers by number."""

    def __init__(self, document: Settings) -> None:
        self.document = document
        self.known: dict[str, Caller] = {}

    def recognise(self, number: str) -> Caller:
        return self.known.get(number, Caller(number, number))

    def known_by(self, code: str) -> Caller:
        return self.known.get(code, Caller())

    def settings(self) -> Settings:
        return self.document


class Died(Exception):  # noqa: N818
    """The engine's process is no more."""


class Troupe:
    """A world and the engine that runs in it now. `answers` and `talks` are seconds; operators want calls all day."""

    def __init__(self, document: Settings, journal: Journal, answers: float = 2.0, talks: float = 20.0) -> None:
        self.world = World(clock, on_ring=self.rings)
        self.journal = journal
        self.book = Book(document)
        self.answers, self.talks = answers, talks
        self.engine: Engine | None = None
        self.running: asyncio.Task[None] | None = None
        self.failed: list[str] = []
        self.served: set[str] = set()
        self.engines = 0

    def start(self, wrap: Callable[[MemoryTelephony], MemoryTelephony] = lambda telephony: telephony) -> Engine:
        """A new engine on the same journal, in the same world."""
        self.engines += 1
        telephony = wrap(MemoryTelephony(self.world))
        engine = Engine(self.journal, telephony, self.book, self.fail, clock)
        engine.recogniser.threads.shutdown()
        engine.recogniser.threads = AtOnce()  # type: ignore[assignment]
        self.engine = engine
        engine.take_over(f"engine-{self.engines}")
        self.running = asyncio.get_running_loop().create_task(engine.run())
        return engine

    def fail(self, why: str) -> None:
        """What a process does by dying at once."""
        self.failed.append(why)
        if self.running is not None:
            self.running.cancel()

    async def kill(self) -> None:
        """kill -9: whatever it was doing, nothing more comes of it."""
        engine, running, self.engine, self.running = self.engine, self.running, None, None
        if engine is None or running is None:
            return
        engine.failed = True
        if engine.timers.handle is not None:
            engine.timers.handle.cancel()
        for _, limit in engine.recogniser.under_way.values():
            limit.cancel()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    async def work(self, *names: str) -> None:
        """Operators register and press ready; no answer from the engine, and they try again."""
        for name in names:
            self.world.register(f"tel-{name}")
            while True:
                engine = self.engine
                if engine is not None and not engine.failed and engine.state.agents.get(name):
                    reply = await asyncio.wait_for(engine.ask(ReadyAsked(0, name, name)), 5)
                    if reply.ok:
                        break
                await asyncio.sleep(1)

    def rings(self, leg: Leg) -> None:
        asyncio.get_running_loop().create_task(self.take(leg))

    async def take(self, leg: Leg) -> None:
        """An operator answers, talks as soon as somebody is heard, and hangs up."""
        await asyncio.sleep(self.answers)
        self.world.answer(leg)
        for _ in range(int(self.talks)):
            await asyncio.sleep(1)
            self.served |= {channel for channel, endpoint in self.world.talks() if endpoint == leg.endpoint}
        if leg.over_line:
            await self.end_call(leg)
        else:
            self.world.put_down(leg)

    async def end_call(self, leg: Leg) -> None:
        """A call over a line of the shift is ended at the desk, by the engine, once somebody was heard in it (or long
        not)."""
        name, heard, patience = leg.endpoint.removeprefix("tel-"), False, 20
        while self.world.legs.get((leg.call, leg.leg)) is leg:
            patience -= 1
            talks = {channel for channel, endpoint in self.world.talks() if endpoint == leg.endpoint}
            self.served |= talks
            heard = heard or bool(talks) or not patience
            if heard and self.engine is not None and not self.engine.failed:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.engine.ask(HangUpAsked(0, name, name)), 0.5)
            await asyncio.sleep(1)
