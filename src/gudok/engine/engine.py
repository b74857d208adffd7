"""The running engine: take, decide, append, do — always in this order."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

import structlog
from msgspec import structs

from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import (
    AnyInput,
    AskRefused,
    CallerGone,
    Command,
    Configured,
    Reachable,
    Started,
    TelephonyDown,
    Turn,
    Woke,
)
from gudok.engine.ports import FoundCaller, Reply
from gudok.engine.recognise import Recogniser
from gudok.engine.reconcile import Reconciler
from gudok.engine.timers import Timers

if TYPE_CHECKING:
    from gudok.core.settings import Settings
    from gudok.engine.ports import Directory, Journal, Telephony

log = structlog.get_logger()

BATCH = 256
"""How many inputs one append takes at the most."""
SNAPSHOT_EVERY = 5_000
"""Turns between snapshots: a restart replays no more than these."""

Waiting = asyncio.Future[Reply] | None


def wall_clock() -> int:
    """UTC milliseconds."""
    return time.time_ns() // 1_000_000


class Engine:
    """Holds the State of one pool. `fail` is called, with a sentence, when this process must not go on."""

    def __init__(
        self,
        journal: Journal,
        telephony: Telephony,
        directory: Directory,
        fail: Callable[[str], None],
        clock: Callable[[], int] = wall_clock,
    ) -> None:
        self.journal = journal
        self.telephony = telephony
        self.clock = clock
        self.fail = fail
        self.now = 0
        self.n, self.kept = 0, 0
        self.inbox: deque[tuple[AnyInput, Waiting]] = deque()
        self.scheduled = False
        self.failed = False
        self.state = self.recover()
        self.timers = Timers(self.state, self.now_ms, lambda key: self.put(Woke(0, key)))
        self.directory = directory
        self.recogniser = Recogniser(directory, self.put)
        self.reconciler = Reconciler(self)
        self.provisioned: Settings | None = None

    def recover(self) -> State:
        """The state the journal tells: the newest snapshot, and each turn after it decided once more."""
        n, snapshot = self.journal.load()
        state = State.of(snapshot) if snapshot else State()
        self.kept = n
        for turn in self.journal.tail(max(n - 1, 0)):  # the snapshot's own turn too: it tells the time
            if turn.n > n:
                step(state, turn.came)
            n, self.now = turn.n, turn.came.at
        self.n = n
        return state

    def now_ms(self) -> int:
        """The clock, never running backwards."""
        self.now = max(self.now, self.clock())
        return self.now

    # the ear: where the edges bring what they hear

    def put(self, came: AnyInput) -> None:
        if isinstance(came, CallerGone):
            self.recogniser.hurry(came.call)
        self.enqueue(came, None)

    def caller(self, found: FoundCaller) -> None:
        """Let a caller in; before the link is whole nothing could be played to them, and the survey will find them."""
        if found.call not in self.state.calls and self.reconciler.up.is_set():
            self.recogniser.caller(found)

    def endpoint(self, endpoint: str, up: bool) -> None:
        owner = self.reconciler.agent_of(endpoint)
        if owner is not None:
            self.reconciler.heard(endpoint)
            self.put(Reachable(0, owner[0], up, owner[1]))

    def linked(self) -> None:
        self.reconciler.linked()

    def unlinked(self, dead: bool) -> None:
        self.reconciler.unlinked()
        self.put(TelephonyDown(0, dead))

    def fenced(self, why: str) -> None:
        self.fail(f"another engine has taken over: {why}")

    async def ask(self, came: AnyInput) -> Reply:
        """Hand an ask over and wait for its turn: accepted, or refused with the reason."""
        future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self.enqueue(came, future)
        return await future

    # the turn

    def enqueue(self, came: AnyInput, waiting: Waiting) -> None:
        self.inbox.append((came, waiting))
        if not self.scheduled and not self.failed:
            self.scheduled = True
            asyncio.get_running_loop().call_soon(self.turn)

    def turn(self) -> None:
        """Take what has come, decide each, append all in one write, then act. A failed append ends the process."""
        self.scheduled = False
        try:
            turns, replies = self.decide()
            if turns:
                self.journal.append(turns)
        except Exception as error:
            log.exception("turn failed")
            self.failed = True
            self.fail(f"{type(error).__name__}: {error}")
            return
        for waiting, reply in replies:
            if not waiting.done():
                waiting.set_result(reply)
        for turn in turns:
            self.act(turn)
        if self.inbox and not self.scheduled:
            self.scheduled = True
            asyncio.get_running_loop().call_soon(self.turn)
        if self.n - self.kept >= SNAPSHOT_EVERY:
            self.snapshot()

    def decide(self) -> tuple[list[Turn], list[tuple[asyncio.Future[Reply], Reply]]]:
        turns: list[Turn] = []
        replies: list[tuple[asyncio.Future[Reply], Reply]] = []
        at = self.now_ms()
        for _ in range(min(BATCH, len(self.inbox))):
            came, waiting = self.inbox.popleft()
            came = structs.replace(came, at=at)
            out = step(self.state, came)
            if out:
                self.n += 1
                turns.append(Turn(self.n, came, out))
            if waiting is not None:
                refused = next((o for o in out if isinstance(o, AskRefused)), None)
                reply = Reply(True) if refused is None else Reply(False, refused.why.code, refused.why.numbers)
                replies.append((waiting, reply))
        return turns, replies

    def act(self, turn: Turn) -> None:
        """Carry out a turn that is written. A command that fails must not take other commands and timers with it."""
        for output in turn.out:
            if isinstance(output, Command) and not self.timers.take(output) and not self.recogniser.take(output):
                try:
                    self.telephony.do(output)
                except Exception:
                    log.exception("command failed", command=repr(output))
        if isinstance(turn.came, Configured):
            self.reconciler.configured()

    def snapshot(self) -> None:
        self.journal.keep(self.n, self.state.snapshot())
        self.kept = self.n

    def take_over(self, name: str) -> None:
        """Write into the journal that this engine decides from now on; fails when another has written meanwhile."""
        self.enqueue(Started(0, name), None)
        self.turn()

    async def run(self) -> None:
        """Work until cancelled; the journal must have been taken over."""
        self.timers.rearm()
        self.recogniser.start()
        await self.reconciler.first_settings()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.telephony.run(self))
            tasks.create_task(self.reconciler.run())
