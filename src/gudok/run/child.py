"""A process that the supervisor keeps alive."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

SHIM = Path(__file__).with_name("shim.py")


@dataclass(frozen=True)
class Child:
    """What to start. `ready` is asked from another thread and must answer in seconds; it is the sign of health too."""

    name: str
    argv: tuple[str, ...]
    ready: Callable[[], bool]
    env: Mapping[str, str] = field(default_factory=dict)
    start_s: float = 30.0
    """How long it may take to become ready."""
    silent_s: float = 30.0
    """How long it may stay unready later before it is taken for hung and killed."""
    own_log: Path | None = None
    """A file it writes beside its output; kept from growing like that."""


async def start(child: Child, log: Path) -> asyncio.subprocess.Process:
    """Start it in a session of its own (Ctrl-C must reach only us), its output appended to the log."""
    # -I -S: the shim needs nothing of the environment, and a centre's restart is counted in milliseconds.
    shim = (sys.executable, "-I", "-S", str(SHIM), str(os.getpid()))
    with log.open("ab") as output:
        return await asyncio.create_subprocess_exec(
            *shim,
            *child.argv,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **child.env},
            start_new_session=True,
        )


async def stop(process: asyncio.subprocess.Process, patience_s: float) -> None:
    """Ask it to end, then make it; whatever it started in its session ends too."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.terminate()
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), patience_s)
    kill_session(process.pid)
    await process.wait()


def kill_session(leader: int) -> None:
    """Kill every process left in the session's group; a dead leader's number stays reserved while any is."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
