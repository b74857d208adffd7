"""Who calls: asked of the records, off the main thread, with a limit, so that slow records keep no caller waiting."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog

from gudok.core.words import AnyInput, CallArrived, Caller, LookedUp, LookUp, Output
from gudok.engine.ports import Directory, FoundCaller

log = structlog.get_logger()

LIMIT = 0.5
"""Seconds after which a caller is taken as unknown."""
THREADS = 4

Pending = tuple[FoundCaller, asyncio.TimerHandle]


class Recogniser:
    """Turns a found caller's channel into `CallArrived`, exactly one for each channel under way."""

    def __init__(self, directory: Directory, put: Callable[[AnyInput], None]) -> None:
        self.directory = directory
        self.put = put
        self.threads = ThreadPoolExecutor(THREADS, "recognise")
        self.under_way: dict[str, Pending] = {}

    def start(self) -> None:
        """Warm the threads' connections up, so that the first caller does not wait for them."""
        for _ in range(THREADS):
            self.threads.submit(self.look_up, "")

    def caller(self, found: FoundCaller) -> None:
        if found.call not in self.under_way:
            loop = asyncio.get_running_loop()
            self.under_way[found.call] = (found, loop.call_later(LIMIT, self.late, found))
            self.threads.submit(self.ask, found, loop)

    def ask(self, found: FoundCaller, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread: look up and tell. An answer that comes too late finds the call decided without it."""
        who = self.look_up(found.number)
        with contextlib.suppress(RuntimeError):  # The loop has ended, and the engine with it.
            loop.call_soon_threadsafe(self.known, found, who)

    def look_up(self, number: str, by: str = "number") -> Caller | None:
        try:
            return self.directory.known_by(number) if by == "code" else self.directory.recognise(number)
        except Exception as error:
            log.warning("caller not recognised", error=repr(error))
            return None

    def late(self, found: FoundCaller) -> None:
        log.warning("caller not recognised in time", call=found.call)
        self.known(found, None)

    def take(self, output: Output) -> bool:
        """Take a look-up that the core asks for; False when the output is another command.

        It has no limit here: the core has set a timer.
        """
        if not isinstance(output, LookUp):
            return False
        self.threads.submit(self.answer, output, asyncio.get_running_loop())
        return True

    def answer(self, asked: LookUp, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread: look up and tell."""
        who = self.look_up(asked.number, asked.by) or Caller()
        with contextlib.suppress(RuntimeError):  # The loop has ended, and the engine with it.
            loop.call_soon_threadsafe(self.put, LookedUp(0, asked.call, asked.ask, who))

    def hurry(self, call: str) -> None:
        """The caller is gone already: the call came all the same, and its beginning must not be told after its end."""
        if call in self.under_way:
            self.known(self.under_way[call][0], None)

    def known(self, found: FoundCaller, who: Caller | None) -> None:
        """The look-up is over, one way or another; only the first end of each counts."""
        pending = self.under_way.get(found.call)
        if pending is None or pending[0] is not found:
            return
        pending[1].cancel()
        del self.under_way[found.call]
        caller = Caller(shown=found.number) if who is None else who
        self.put(CallArrived(0, found.call, found.channel, found.did, caller, found.since))
