"""A busy minute in which the engine dies at a chosen point of a turn, and what must hold when it is over."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence

from centre import SALES, SECOND, SUPPORT, VIP, operator, settings
from holds import check
from msgspec.structs import replace
from troupe import Died, Troupe
from virtual import play

from gudok.core.state import Away, Paused, Snapshot, State
from gudok.core.step import step
from gudok.core.words import (
    AnyCommand,
    AnyOutput,
    CallCame,
    CallConnected,
    CallEnded,
    HoldAsked,
    ReadyAsked,
    ResumeAsked,
    TransferAsked,
    Turn,
)
from gudok.edges.memory.telephony import MemoryTelephony
from gudok.engine.ports import Journal, Survey

DOCUMENT = settings(
    operator("alice"),
    operator("bob", "sales", "support"),
    queues=(replace(SALES, wrapup=2 * SECOND, announce_first=3 * SECOND), replace(SUPPORT, wrapup=0)),
)


class Fate:
    """Counts the points a turn passes and strikes at one of them, once."""

    def __init__(self, strike: int = -1) -> None:
        self.passed = 0
        self.strike = strike
        self.struck = asyncio.Event()

    def point(self) -> None:
        self.passed += 1
        if self.passed == self.strike:
            self.struck.set()
            raise Died


class MortalJournal:
    """A journal before and after whose writing the process may die."""

    def __init__(self, journal: Journal, fate: Fate) -> None:
        self.journal = journal
        self.fate = fate

    def load(self) -> tuple[int, Snapshot | None]:
        return self.journal.load()

    def tail(self, after: int) -> Iterator[Turn]:
        return self.journal.tail(after)

    def append(self, turns: Sequence[Turn]) -> None:
        self.fate.point()
        self.journal.append(turns)
        self.fate.point()

    def keep(self, n: int, snapshot: Snapshot) -> None:
        self.journal.keep(n, snapshot)


class MortalTelephony(MemoryTelephony):
    """Before each command of a turn the process may die: those before it are done, those after it are not."""

    fate: Fate

    def do(self, command: AnyCommand) -> None:
        self.fate.point()
        super().do(command)

    async def survey(self) -> Survey:
        found = await super().survey()
        await asyncio.sleep(0.05)
        return found


class Day:
    """Two operators, five callers (one VIP, one impatient), a hold, a transfer; the engine dies once on the way."""

    rest = 60.0
    """Seconds after the last caller until all must be over."""
    document = DOCUMENT
    people: tuple[str, ...] = ("alice", "bob")

    def __init__(self, journal: Journal, strike: int = -1, away: float = 1) -> None:
        self.fate = Fate(strike)
        self.away = away
        self.troupe = Troupe(self.document, MortalJournal(journal, self.fate), answers=1.5, talks=8)
        self.troupe.book.known[VIP.number] = VIP

    def start(self) -> None:
        def mortal(telephony: MemoryTelephony) -> MemoryTelephony:
            mine = MortalTelephony(telephony.world)
            mine.fate = self.fate
            return mine

        self.troupe.start(mortal)

    async def play(self) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
        keeper = asyncio.get_running_loop().create_task(self.keep_running())
        tireless = [asyncio.get_running_loop().create_task(self.want_calls(name)) for name in self.people]
        await self.callers()
        await asyncio.sleep(self.rest)
        for task in (keeper, *tireless):
            task.cancel()
        await asyncio.gather(keeper, *tireless, return_exceptions=True)

    async def keep_running(self) -> None:
        """What the supervisor does: a dead engine is started again."""
        for _ in range(2):
            with contextlib.suppress(Died):
                self.start()
            await self.fate.struck.wait()
            await self.troupe.kill()
            await asyncio.sleep(self.away)
            self.fate.struck.clear()

    async def want_calls(self, name: str) -> None:
        await asyncio.sleep(0.5)
        self.troupe.world.register(f"tel-{name}")
        while True:
            engine = self.troupe.engine
            agent = engine.state.agents.get(name) if engine else None
            if agent is not None and isinstance(agent.mode, Away | Paused):
                await self.ask(ReadyAsked(0, name, name))
            await asyncio.sleep(1)

    async def callers(self) -> None:
        world = self.troupe.world
        self.patient = []
        for number in ("1", "2", VIP.number, "3"):
            self.patient.append(world.call("100", number))
            await asyncio.sleep(1)
        impatient = world.call("200", "4")
        await asyncio.sleep(1)
        await self.ask(HoldAsked(0, "alice", "alice"))
        await asyncio.sleep(1)
        world.leave(impatient)
        await self.ask(ResumeAsked(0, "alice", "alice"))
        await asyncio.sleep(1)
        await self.ask(TransferAsked(0, "alice", "alice", "queue", "support"))

    async def ask(self, what: object) -> None:
        """Ask; a dead engine gives no answer, and the person goes on."""
        engine = self.troupe.engine
        if engine is not None and not engine.failed:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(engine.ask(what), 0.5)  # type: ignore[arg-type]


def count(outputs: list[AnyOutput], kind: type) -> Counter[str]:
    return Counter(output.call for output in outputs if isinstance(output, kind))  # type: ignore[attr-defined]


def tell(day: Day, journal: Journal) -> int:
    """Play the day and look at what is left; the number of points there were."""

    async def story() -> int:
        await day.play()
        await look(day, journal)
        return day.fate.passed

    return int(play(story()))


async def look(day: Day, journal: Journal) -> None:
    troupe, state, outputs = day.troupe, State(), []
    for turn in journal.tail(0):
        assert step(state, turn.came) == turn.out
        outputs += turn.out
    assert troupe.engine is not None
    assert state.snapshot() == troupe.engine.state.snapshot(), "the journal tells what the engine believes"
    check(state)
    assert troupe.world.lines == {}, "no caller is left on the line"
    assert troupe.world.legs == {}
    lines = {(agent.id, agent.nailed.n) for agent in state.agents.values() if agent.nailed is not None}
    assert lines == set(troupe.world.nailed), "lines of the shift stand where they are believed to"
    assert state.calls == {}
    came, ended = count(outputs, CallCame), count(outputs, CallEnded)
    assert came == ended
    assert set(came.values()) == {1}
    assert len(came) in (4, 5), "only one who hung up while no engine was there may be unknown"
    assert set(day.patient) <= troupe.served, "everybody who waited was talked to"
    talks = [output for output in outputs if output.why.code != "answered_comeback"]
    assert max(count(talks, CallConnected).values()) <= 2, "once, and once more after the transfer"
    await troupe.kill()
