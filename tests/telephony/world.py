"""A whole centre round the real Asterisk: engine, journal, operators with telephones, callers."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Sequence
from typing import TypeVar

from msgspec import structs
from telephony.phone import Call, Phone
from telephony.private import SECRET, TELEPHONY, PrivateAsterisk
from telephony.wait import PATIENCE, until

from gudok.core.settings import Number, Operator, Queue, Settings
from gudok.core.state import State
from gudok.core.words import Ask, CallCame, CallConnected, CallEnded, Caller, Fact, ReadyAsked
from gudok.edges.asterisk.adapter import AsteriskTelephony
from gudok.edges.journal.memory import MemoryJournal
from gudok.engine.engine import Engine
from gudok.engine.ports import Reply
from gudok.settings import Asterisk

T = TypeVar("T", bound=Fact)

DID = "74950001"
VIP = "+79990000001"
CALLER = 440
"""The tone every caller speaks with; operators have their own, by number."""
NAMES = tuple(f"o{n:02d}" for n in range(1, 41))
SALES = Queue(
    "sales", "Продажи", ring=15_000, wrapup=0, max_wait=60_000, record=False, announce_first=0, announce_every=0
)
HELP = structs.replace(SALES, id="help", name="Поддержка")
SETTINGS = Settings(
    version=1,
    queues=(SALES, HELP),
    numbers=(Number(DID, "sales"), Number("74950002", "help")),
    operators=(
        *(Operator(name, name, f"op{name[1:]}", ("sales", "help"), "g711", browser=False) for name in NAMES[:-1]),
        Operator("o40", "o40", "web1", ("sales",), "g711"),
    ),
)


def with_lines(settings: Settings, names: Sequence[str]) -> Settings:
    """The settings in which a line stands for the whole shift to the telephones of these operators."""
    operators = tuple(structs.replace(one, nailed=one.id in names) for one in settings.operators)
    return structs.replace(settings, operators=operators)


def tone(operator: str) -> float:
    """What an operator's telephone speaks."""
    return 700 + 50 * (int(operator[1:]) % 20)


class Directory:
    """Knows one VIP by number."""

    def __init__(self, settings: Settings) -> None:
        self.now = settings

    def recognise(self, number: str) -> Caller:
        vip = number == VIP
        return Caller(number, number, "7" if vip else "", "Вера Важная" if vip else "", vip)

    def known_by(self, code: str) -> Caller:
        return Caller()

    def settings(self) -> Settings:
        return self.now


class World:
    """What a test does with a centre."""

    def __init__(self, asterisk: PrivateAsterisk, settings: Settings, link: Asterisk | None = None) -> None:
        self.asterisk = asterisk
        self.journal = MemoryJournal()
        self.directory = Directory(settings)
        self.link = link or asterisk.settings
        self.telephones = TELEPHONY
        self.failed: list[str] = []
        self.phones: dict[str, Phone] = {}
        self.network: Phone | None = None
        self.running: asyncio.Task[None] | None = None
        self.stack = contextlib.AsyncExitStack()
        self.begin()

    def begin(self) -> None:
        """A new engine on the same journal."""
        telephony = AsteriskTelephony(self.link, self.asterisk.data, lambda: self.telephones)
        self.engine = Engine(self.journal, telephony, self.directory, self.failed.append)
        self.engine.take_over(f"test-{os.getpid()}")
        self.running = asyncio.create_task(self.engine.run())

    async def end(self) -> None:
        """The engine is gone, as suddenly as by kill -9: nothing is told to Asterisk, nothing is saved."""
        if self.running is not None:
            self.running.cancel()
            await asyncio.wait([self.running])

    async def up(self) -> None:
        await until(lambda: self.state.telephony == "up", "the centre up")

    @property
    def state(self) -> State:
        return self.engine.state

    def facts(self, kind: type[T], call: str = "") -> list[T]:
        """All facts of a kind from the journal, in order; of one call if named."""
        out = (output for turn in self.journal.turns for output in turn.out)
        return [fact for fact in out if isinstance(fact, kind) and (not call or getattr(fact, "call", "") == call)]

    async def operator(self, name: str, *, ready: bool = True) -> Phone:
        """An operator with a registered telephone, ready unless told otherwise."""
        endpoint = self.state.operators[name].endpoint
        url = self.asterisk.browser_url if endpoint.startswith("web") else ""
        phone = Phone(endpoint, self.asterisk.settings.sip_port, SECRET, tone(name), url)
        await self.stack.enter_async_context(phone)
        await phone.register()
        if not url:
            self.stack.push_async_callback(phone.register, 0)
        self.phones[name] = phone
        await until(lambda: self.state.agents[name].reachable, f"{name} reachable")
        if ready:
            await self.ready(name)
        return phone

    async def ready(self, name: str) -> None:
        assert (await self.ask(ReadyAsked(0, name, name))).ok

    async def ask(self, asked: Ask) -> Reply:
        return await self.engine.ask(asked)

    async def call(self, shown: str = "+79160000001", did: str = DID) -> tuple[Call, str]:
        """A caller and the call's id, once the engine knows it."""
        if self.network is None:
            self.network = Phone("caller", self.asterisk.settings.sip_port, "", CALLER)
            await self.stack.enter_async_context(self.network)
        before = len(self.facts(CallCame))
        call = await self.network.dial(did, shown)
        await until(lambda: len(self.facts(CallCame)) > before, "the call known")
        return call, self.facts(CallCame)[before].call

    async def ringing(self, name: str) -> Call:
        """The call that rings at an operator."""
        call = await asyncio.wait_for(self.phones[name].incoming.get(), PATIENCE)
        call.ring()
        return call

    async def answer(self, name: str) -> Call:
        """The operator picks up and is in talk."""
        call = await self.ringing(name)
        before = len(self.facts(CallConnected))
        await call.answer()
        await until(lambda: len(self.facts(CallConnected)) > before, f"{name} connected")
        return call

    async def ended(self, call: str) -> CallEnded:
        """The call's last fact."""
        await until(lambda: self.facts(CallEnded, call), "the call's end")
        [end] = self.facts(CallEnded, call)
        return end

    def check(self) -> None:
        """What must hold at any time, seen from outside: each call ended once at the most, nobody has two."""
        assert not self.failed
        ends = [fact.call for fact in self.facts(CallEnded)]
        assert len(ends) == len(set(ends))
        held = [call.mode.agent for call in self.state.calls.values() if hasattr(call.mode, "agent")]
        assert len(held) == len(set(held))
        talking = [talk.phone.user for talk in self.talks()]
        assert len(talking) == len(set(talking))

    def talks(self) -> list[Call]:
        """What operators' telephones hold, as they see it."""
        calls = [call for phone in self.phones.values() for call in phone.calls.values()]
        return [call for call in calls if call.answered.is_set() and not call.done.is_set()]

    def story(self, call: str) -> list[str]:
        """The facts of a call by name, for a test that fails."""
        return [type(fact).__name__ for fact in self.facts(Fact, call)]


@contextlib.asynccontextmanager
async def a_world(
    asterisk: PrivateAsterisk, settings: Settings = SETTINGS, link: Asterisk | None = None
) -> AsyncIterator[World]:
    """A centre that is up; at the end all of it is gone."""
    world = World(asterisk, settings, link)
    try:
        await world.up()
        yield world
        world.check()
    finally:
        await world.stack.aclose()
        await world.end()
