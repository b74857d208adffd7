"""Runs the checks and tests as named stages and leaves nothing of them running."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from gudok.install.say import Say

PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Stage:
    """A named command."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)


def run_stages(stages: Sequence[Stage], cwd: Path, say: Say) -> bool:
    """Run all, also after a failure; True if every one was good."""
    adopt_orphans()
    results = [(stage, *run_stage(stage, cwd, say)) for stage in stages]
    for stage, code, seconds in results:
        say.line(f"{'✓' if code == 0 else '✗'} {stage.name} {seconds:.1f} s")
    return all(code == 0 for _, code, _ in results)


def run_stage(stage: Stage, cwd: Path, say: Say) -> tuple[int, float]:
    """The exit code and the seconds it took."""
    say.line(f"— {stage.name}")
    started = time.monotonic()
    # Not a session of its own: Ctrl-C must reach the tools as it would without us.
    process = subprocess.Popen(stage.argv, cwd=cwd, env={**os.environ, **stage.env})
    try:
        code = process.wait()
    except KeyboardInterrupt:
        with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            process.wait(timeout=10)
        raise
    finally:
        end_descendants()
    return code, time.monotonic() - started


def adopt_orphans() -> None:
    """From here on, whatever loses its parent below us becomes our child, so it can be found and ended."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_descendants() -> None:
    """Kill every process below us, generation by generation."""
    while children := own_children():
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in children:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def own_children() -> list[int]:
    """Process ids of our direct children."""
    tasks = Path("/proc/self/task").glob("*/children")
    return [int(pid) for task in tasks for pid in task.read_text().split()]


def python(*arguments: str) -> tuple[str, ...]:
    """The command line of a module run with this Python."""
    return (sys.executable, "-m", *arguments)
