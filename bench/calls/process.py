"""Processes of a measurement: what they cost, by the kernel's own books."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from gudok.run.child import Child, start, stop

TICKS = os.sysconf("SC_CLK_TCK")


class Group:
    """Processes that end with us, however we end."""

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.running: list[asyncio.subprocess.Process] = []

    async def start(
        self, name: str, argv: Sequence[str], env: dict[str, str] | None = None
    ) -> asyncio.subprocess.Process:
        """Start a program; what it says goes to a file of its name."""
        child = Child(name, tuple(argv), lambda: True, env or {})
        process = await start(child, self.logs / f"{name}.log")
        self.running.append(process)
        return process

    async def end(self, process: asyncio.subprocess.Process) -> None:
        """End one of them now."""
        self.running.remove(process)
        await stop(process, 5)

    async def stop(self) -> None:
        for process in reversed(self.running):
            await stop(process, 5)
        self.running.clear()


def cpu_ms(pid: int) -> float:
    """Processor milliseconds a process has used, user and system, all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / TICKS


def peak_mb(pid: int) -> float:
    """The most memory (RSS) a process has had, in megabytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0
