"""Starts children in order, restarts the dead and the hung, stops all in reverse order."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from gudok.install.files import write_atomic
from gudok.install.lang import tr
from gudok.run.child import Child, kill_session, start, stop
from gudok.run.logs import tail, trim

POLL_S = 0.05
HEALTH_S = 5.0
# The first restart comes at once: calls are waiting. A child that keeps dying must not eat the machine.
BACK_OFF_S = (0.0, 0.25, 0.5, 1.0, 2.0, 5.0)
CALM_S = 10.0
"""After so long without a death the next one counts as the first again."""
FIRST_TRIES = 3
"""A child that never became ready is given up, with the whole start, after so many deaths."""
STOP_S = 1.5
"""What each child has to end by itself; five of them stay within ten seconds."""


class StartFailedError(Exception):
    """A child never became ready; the text says which and where its log is."""


class Supervisor:
    """Keeps `children` alive; folder `pids` gets <name>.pid, `logs` <name>.log, `tell` one line for each event."""

    def __init__(self, children: Sequence[Child], pids: Path, logs: Path, tell: Callable[[str], None]) -> None:
        self.children = children
        self.pids = pids
        self.logs = logs
        self.tell = tell
        self._processes: dict[str, asyncio.subprocess.Process] = {}
        self._ready = {child.name: asyncio.Event() for child in children}

    async def run(self, stopping: asyncio.Event, started: Callable[[], None] = lambda: None) -> None:
        """Until `stopping` is set; `started` is called once all are ready. Raises StartFailedError."""
        keepers: list[asyncio.Task[None]] = []
        asked = asyncio.create_task(stopping.wait())
        try:
            for child in self.children:
                keepers.append(asyncio.create_task(self._keep(child)))
                ready = asyncio.create_task(self._ready[child.name].wait())
                await asyncio.wait([asked, ready, *keepers], return_when=asyncio.FIRST_COMPLETED)
                ready.cancel()
                self._raise_failures(keepers)
                if asked.done():
                    return
            started()
            await asyncio.wait([asked, *keepers], return_when=asyncio.FIRST_COMPLETED)
            self._raise_failures(keepers)
        finally:
            asked.cancel()
            for keeper in keepers:
                keeper.cancel()
            await asyncio.gather(*keepers, return_exceptions=True)
            await self._stop_all()

    @staticmethod
    def _raise_failures(keepers: Sequence[asyncio.Task[None]]) -> None:
        for keeper in keepers:
            if keeper.done():
                keeper.result()

    async def _keep(self, child: Child) -> None:
        """Start it again whenever it ends."""
        deaths = 0
        while True:
            born = time.monotonic()
            process = await self._start(child)
            await self._watch(child, process)
            code = await process.wait()
            kill_session(process.pid)
            deaths = 1 if time.monotonic() - born > CALM_S else deaths + 1
            log = self.logs / f"{child.name}.log"
            if deaths >= FIRST_TRIES and not self._ready[child.name].is_set():
                raise StartFailedError(
                    tr(
                        f"{child.name} does not start: {tail(log)}. Its log: {log}",
                        f"{child.name} не запускается: {tail(log)}. Журнал: {log}",
                    )
                )
            pause = BACK_OFF_S[min(deaths, len(BACK_OFF_S)) - 1]
            self.tell(
                tr(
                    f"{child.name}: ended ({code}), starting it again",
                    f"{child.name}: завершился ({code}), запускаю снова",
                )
            )
            await asyncio.sleep(pause)

    async def _start(self, child: Child) -> asyncio.subprocess.Process:
        log = self.logs / f"{child.name}.log"
        trim(log)
        process = await start(child, log)
        self._processes[child.name] = process
        write_atomic(self.pids / f"{child.name}.pid", f"{process.pid}\n")
        return process

    async def _watch(self, child: Child, process: asyncio.subprocess.Process) -> None:
        """Return when the process has ended, or was killed because it was silent for too long."""
        born = heard = time.monotonic()
        patience, pause, known = child.start_s, POLL_S, False
        ended = asyncio.create_task(process.wait())
        try:
            while not ended.done():
                if await asyncio.to_thread(child.ready) and not ended.done():
                    heard = time.monotonic()
                    if not known:
                        known, patience, pause = True, child.silent_s, HEALTH_S
                        self._ready[child.name].set()
                        self.tell(
                            tr(
                                f"{child.name}: ready in {heard - born:.1f} s",
                                f"{child.name}: готов за {heard - born:.1f} с",
                            )
                        )
                elif time.monotonic() - heard > patience and not ended.done():
                    self.tell(
                        tr(
                            f"{child.name}: silent for {patience:.0f} s, killing it",
                            f"{child.name}: молчит {patience:.0f} с, останавливаю",
                        )
                    )
                    kill_session(process.pid)
                    return
                for log in (self.logs / f"{child.name}.log", child.own_log):
                    if log is not None:
                        trim(log)
                await asyncio.wait([ended], timeout=pause)
        finally:
            ended.cancel()

    async def _stop_all(self) -> None:
        for child in reversed(self.children):
            process = self._processes.get(child.name)
            if process is not None:
                await stop(process, STOP_S)
                with suppress(FileNotFoundError):
                    (self.pids / f"{child.name}.pid").unlink()
