"""Who calls: asked of the records, off the main thread, with a limit, so that slow records keep no caller waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog

from gudok.core.words import AnyInput, CallArrived, Caller
from gudok.engine.ports import Directory, FoundCaller

log = structlog.get_logger()

LIMIT = 0.5
"""Seconds after which a caller is taken as unknown."""
THREADS = 4


class Recogniser:
    """Turns a found caller's channel into `CallArrived`, exactly one for each channel under way."""

    def __init__(self, directory: Directory, put: Callable[[AnyInput], None]) -> None:
        self.directory = directory
        self.put = put
        self.threads = ThreadPoolExecutor(THREADS, "recognise")
        self.under_way: dict[str, tuple[FoundCaller, asyncio.Task[None]]] = {}

    def start(self) -> None:
        """Warm the threads' connections up, so that the first caller does not wait for them."""
        loop = asyncio.get_running_loop()
        for _ in range(THREADS):
            loop.run_in_executor(self.threads, self.directory.recognise, "")

    def caller(self, found: FoundCaller) -> None:
        if found.call not in self.under_way:
            task = asyncio.get_running_loop().create_task(self.recognise(found))
            self.under_way[found.call] = (found, task)
            task.add_done_callback(lambda _: self.under_way.pop(found.call, None))

    def hurry(self, call: str) -> None:
        """The caller is gone already: the call came all the same, and its beginning must not be told after its end."""
        found, task = self.under_way.pop(call, (None, None))
        if found is not None and task is not None:
            task.cancel()
            self.came(found, Caller(shown=found.number))

    async def recognise(self, found: FoundCaller) -> None:
        lookup = asyncio.get_running_loop().run_in_executor(self.threads, self.directory.recognise, found.number)
        try:
            who = await asyncio.wait_for(lookup, LIMIT)
        except Exception as error:
            log.warning("caller not recognised", call=found.call, error=repr(error))
            who = Caller(shown=found.number)
        self.came(found, who)

    def came(self, found: FoundCaller, who: Caller) -> None:
        self.put(CallArrived(0, found.call, found.channel, found.did, who, found.since))
