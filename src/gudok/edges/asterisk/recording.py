"""A recording that pauses: Asterisk's MixMonitor is stopped, and begun again at the end of the same file.

ARI can pause recordings of its own making, but these cost twice as much, hear both sides on one channel, and die with
the bridge; of a MixMonitor it knows nothing, so the console is asked (`MixMonitorMute` is there in AMI alone). The
file then lacks what was said in the pause; the worker puts as much silence there, so that its time goes on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import structlog

from gudok.core.words import AnyInput
from gudok.core.words.recording import PauseRecord, RecordFailed, ResumeRecord
from gudok.edges.asterisk.words import leg_id

log = structlog.get_logger()

Console = Callable[[str], Awaitable[str]]


class Recording:
    """Does the two commands, in the order given; `put` takes the input that a failure becomes."""

    def __init__(self, console: Console, put: Callable[[AnyInput], None], recordings: Path) -> None:
        self.console = console
        self.put = put
        self.recordings = recordings
        self.last: asyncio.Task[None] | None = None

    def do(self, command: PauseRecord | ResumeRecord) -> None:
        """Begin without waiting. Each may be done again from any state."""
        self.last = asyncio.get_running_loop().create_task(self.after(self.last, command))

    async def after(self, before: asyncio.Task[None] | None, command: PauseRecord | ResumeRecord) -> None:
        if before is not None:
            await asyncio.wait([before])
        leg = leg_id(command.call, command.leg)
        try:
            # Stopped first in either case: two that write one file would spoil it.
            told = await self.console(f"mixmonitor stop {leg}")
            if isinstance(command, ResumeRecord):
                told += await self.console(f"mixmonitor start {leg} {self.recordings / command.record}.raw,aD")
        except OSError as error:
            told = repr(error)
        if told.strip():
            log.warning("recording not changed", call=command.call, leg=command.leg, told=told.strip())
            self.put(RecordFailed(0, command.call, command.leg))
