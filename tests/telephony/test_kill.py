"""kill -9 of the engine with talks going on and callers waiting."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio
from telephony import engine_process
from telephony.conftest import MakePhone
from telephony.phone import Call, Phone
from telephony.private import PrivateAsterisk
from telephony.voice import LOUD
from telephony.wait import PATIENCE, until
from telephony.world import CALLER, DID, VIP, tone

from gudok.core.state import Nailed, State
from gudok.core.step import step
from gudok.core.words import (
    Ask,
    CallConnected,
    CallEnded,
    EngineStarted,
    Fact,
    HangUpAsked,
    ReadyAsked,
    TelephonyChanged,
    Turn,
)
from gudok.edges.bus.unix import Answer, NoEngine, Ping, ask
from gudok.edges.journal.sqlite import SqliteJournal

RESTART = 2_000
"""Milliseconds from an engine's first turn to the one from which routing goes on (starting Python is the machine's)."""


BREAK = 1.0
"""Seconds without a packet that would be a broken talk; an overloaded machine alone makes shorter gaps."""


class EngineProcess:
    """Starts, is asked, is killed."""

    def __init__(self, asterisk: PrivateAsterisk, nailed: tuple[str, ...] = ()) -> None:
        self.asterisk = asterisk
        self.nailed = nailed
        self.data = asterisk.data
        self.child: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        settings = msgspec.json.encode(self.asterisk.settings).decode()
        arguments = [sys.executable, engine_process.__file__, str(self.data.path), settings, *self.nailed]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        with (self.data.log / "engine.log").open("ab") as log:
            self.child = subprocess.Popen(arguments, env=environment, stdout=log, stderr=log)
        async with asyncio.timeout(30):
            while (await self.ping()).telephony != "up":
                await asyncio.sleep(0.02)

    async def ping(self) -> Answer:
        try:
            return await ask(self.data.engine_socket, Ping())
        except NoEngine:
            return Answer(False)

    def kill(self) -> None:
        if self.child is not None:
            self.child.send_signal(signal.SIGKILL)
            self.child.wait()
            self.child = None

    async def ask(self, what: Ask) -> Answer:
        return await ask(self.data.engine_socket, what)

    def turns(self) -> list[Turn]:
        """The journal from its beginning, as another process reads it."""
        journal = SqliteJournal(self.data.journal)
        try:
            return list(journal.tail(0))
        finally:
            journal.db.close()

    def facts(self, kind: type[Fact]) -> list[Fact]:
        return [out for turn in self.turns() for out in turn.out if isinstance(out, kind)]

    def came_back_in(self) -> int:
        """From the newest engine's start to telephony up (ms)."""
        times = [(turn.came.at, out) for turn in self.turns() for out in turn.out]
        started = max(at for at, out in times if isinstance(out, EngineStarted))
        return max(at for at, out in times if isinstance(out, TelephonyChanged) and out.state == "up") - started

    def state(self) -> State:
        """What the whole journal adds up to; each turn must be decided again as it was."""
        state = State()
        for turn in self.turns():
            assert step(state, turn.came) == turn.out, turn.n
        return state


@pytest_asyncio.fixture
async def engine(asterisk: PrivateAsterisk, request: pytest.FixtureRequest) -> AsyncIterator[EngineProcess]:
    """An engine with a journal of its own; the parameter names operators with a line for the whole shift."""
    made = EngineProcess(asterisk, getattr(request, "param", ()))
    for old in asterisk.data.path.glob("journal.sqlite3*"):
        old.unlink()
    try:
        await made.start()
        yield made
    finally:
        made.kill()


async def operator(engine: EngineProcess, phone: MakePhone, name: str) -> Phone:
    """An operator who is ready."""
    made = await phone(f"op{name[1:]}", tone(name))
    await until_async(lambda: ready(engine, name), f"{name} ready")
    return made


async def ready(engine: EngineProcess, name: str) -> bool:
    return (await engine.ask(ReadyAsked(0, name, name))).ok


async def until_async(true: object, what: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await true():  # type: ignore[operator]
            await asyncio.sleep(0.02)


async def answer(phone: Phone) -> Call:
    call = await asyncio.wait_for(phone.incoming.get(), PATIENCE)
    await call.answer()
    return call


async def dial(network: Phone, number: str = "+79160000001") -> Call:
    """A caller who has arrived: Asterisk takes calls in at once, so the order of two INVITEs alone says nothing."""
    call = await network.dial(DID, number)
    await asyncio.wait_for(call.answered.wait(), PATIENCE)
    return call


async def hear(caller: Call, operator: Call, name: str) -> None:
    await until(lambda: caller.voice.hears(tone(name)) > LOUD * 0.9, "the caller hears the operator")
    await until(lambda: operator.voice.hears(CALLER) > LOUD * 0.9, "the operator hears the caller")


def longest_gap(call: Call, since: float) -> float:
    """The longest time without a packet of voice since then (s)."""
    times = [at for at, _ in call.voice.heard if at >= since]
    return max((b - a for a, b in pairwise(times)), default=99.0)


async def test_kill_the_engine_with_talks_and_callers_waiting(engine: EngineProcess, phone: MakePhone) -> None:
    first = await operator(engine, phone, "o01")
    network = await phone("caller", CALLER)
    talking = await dial(network, "+79160000001")
    talk = await answer(first)
    await hear(talking, talk, "o01")
    waiting = [await dial(network, f"+7916000001{n}") for n in range(2)]
    await until(lambda: all(call.voice.hears_something() for call in waiting), "music for the waiting")

    killed = time.monotonic()
    engine.kill()
    newcomers = [await dial(network, VIP), await dial(network, "+79160000021")]
    await until(lambda: all(call.voice.hears_something() for call in newcomers), "music for newcomers")
    await hear(talking, talk, "o01")
    await engine.start()
    assert engine.came_back_in() < RESTART
    second = await phone("op02", tone("o02"))
    await until_async(lambda: ready(engine, "o02"), "o02 ready")
    served = await asyncio.wait_for(second.incoming.get(), PATIENCE)
    assert longest_gap(talking, killed) < BREAK
    assert longest_gap(talk, killed) < BREAK

    order = []
    for n in range(4):
        call = served if n == 0 else await asyncio.wait_for(second.incoming.get(), PATIENCE)
        await call.answer()
        order.append(call.header("from"))
        await until(lambda call=call: call.voice.hears(CALLER) > LOUD * 0.9, "voice")
        call.hang_up()
    shown = ["+79990000001", "+79160000010", "+79160000011", "+79160000021"]
    assert [number for number, header in zip(shown, order, strict=True) if number in header] == shown
    assert (await engine.ask(HangUpAsked(0, "o01", "o01"))).ok
    await asyncio.wait_for(talking.done.wait(), PATIENCE)
    await until(lambda: len(engine.facts(CallEnded)) == 5, "all five ended")
    assert not engine.state().calls
    assert len(engine.facts(CallConnected)) == 5


async def test_what_happened_while_the_engine_was_away_is_found(engine: EngineProcess, phone: MakePhone) -> None:
    first, second = await operator(engine, phone, "o01"), await operator(engine, phone, "o02")
    network = await phone("caller", CALLER)
    callers, talks = [], []
    for n, telephone in enumerate((first, second)):
        callers.append(await dial(network, f"+7916000000{n}"))
        talks.append(await answer(telephone))
        await until(lambda: talks[-1].voice.hears(CALLER) > LOUD * 0.9, "voice")
    waiting = await dial(network, "+79160000009")
    await until(waiting.voice.hears_something, "music")
    engine.kill()
    callers[0].hang_up()
    talks[1].hang_up()
    waiting.hang_up()
    await engine.start()
    await until(lambda: len(engine.facts(CallEnded)) == 3, "all three ended")
    await asyncio.wait_for(talks[0].done.wait(), PATIENCE)
    await asyncio.wait_for(callers[1].done.wait(), PATIENCE)
    ends = sorted(fact.end for fact in engine.facts(CallEnded) if isinstance(fact, CallEnded))
    assert ends == ["abandoned", "caller_hung_up", "operator_hung_up"]


async def test_killed_while_a_call_rings(engine: EngineProcess, phone: MakePhone) -> None:
    telephone = await operator(engine, phone, "o01")
    network = await phone("caller", CALLER)
    caller = await dial(network)
    ringing = await asyncio.wait_for(telephone.incoming.get(), PATIENCE)
    ringing.ring()
    engine.kill()
    await ringing.answer()
    await engine.start()
    await hear(caller, ringing, "o01")
    caller.hang_up()
    await until(lambda: engine.facts(CallEnded), "the end")
    assert not engine.state().calls


@pytest.mark.parametrize("engine", [("o01",)], indirect=True)
async def test_killed_with_a_talk_over_a_line_of_the_shift(engine: EngineProcess, phone: MakePhone) -> None:
    telephone = await phone("op01", tone("o01"))
    await until_async(lambda: ready(engine, "o01"), "o01 asks for calls")
    line = await answer(telephone)
    network = await phone("caller", CALLER)
    caller = await dial(network)
    await hear(caller, line, "o01")
    killed = time.monotonic()
    engine.kill()
    await hear(caller, line, "o01")
    await engine.start()
    assert longest_gap(caller, killed) < BREAK
    assert longest_gap(line, killed) < BREAK
    assert (await engine.ask(HangUpAsked(0, "o01", "o01"))).ok
    await asyncio.wait_for(caller.done.wait(), PATIENCE)
    engine.kill()
    await engine.start()
    again = await dial(network)
    await hear(again, line, "o01")
    assert not line.done.is_set()
    assert telephone.incoming.empty()
    again.hang_up()
    await until(lambda: len(engine.facts(CallEnded)) == 2, "both ended")
    assert engine.state().agents["o01"].nailed == Nailed(1, up=True)


async def test_killed_again_and_again(engine: EngineProcess, phone: MakePhone) -> None:
    telephone = await operator(engine, phone, "o01")
    network = await phone("caller", CALLER)
    caller = await dial(network)
    talk = await answer(telephone)
    await hear(caller, talk, "o01")
    began = time.monotonic()
    for _ in range(3):
        engine.kill()
        await engine.start()
    assert longest_gap(caller, began) < BREAK
    talk.hang_up()
    await asyncio.wait_for(caller.done.wait(), PATIENCE)
    await until(lambda: engine.facts(CallEnded), "the end")
