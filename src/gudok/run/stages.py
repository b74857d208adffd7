"""Runs the checks and tests as named stages and leaves nothing of them running."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import IO

from gudok.install.say import Say

PR_SET_CHILD_SUBREAPER = 36
TOLD_EVERY = 60.0
"""Seconds between words of how far a stage is whose output is kept."""
SHOWN = Lock()
"""One stage's output at a time, though two may end together."""


@dataclass(frozen=True)
class Stage:
    """A named command."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)


Result = tuple[Stage, int, float]
"""A stage, its exit code, the seconds it took."""


def run_stages(stages: Sequence[Stage], cwd: Path, say: Say, beside: Sequence[Sequence[Stage]] = ()) -> bool:
    """Run all, also after a failure; True if every one was good.

    The rows `beside` run at the same time, each one's stages one after another; what a stage of theirs prints is
    shown when it has ended.
    """
    adopt_orphans()
    try:
        with ThreadPoolExecutor(max(len(beside), 1)) as threads:
            other = [threads.submit(run_row, row, cwd, say) for row in beside]
            results = [run_stage(stage, cwd, say) for stage in stages]
            results += [result for row in other for result in row.result()]
    finally:
        end_descendants()
    for stage, code, seconds in results:
        say.line(f"{'✓' if code == 0 else '✗'} {stage.name} {seconds:.1f} s")
    return all(code == 0 for _, code, _ in results)


def run_stage(stage: Stage, cwd: Path, say: Say) -> Result:
    """Run it before everybody's eyes."""
    say.line(f"— {stage.name}")
    started = time.monotonic()
    # Not a session of its own: Ctrl-C must reach the tools as it would without us.
    process = subprocess.Popen(stage.argv, cwd=cwd, env={**os.environ, **stage.env})
    try:
        code = process.wait()
    except KeyboardInterrupt:
        with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            process.wait(timeout=10)
        end_descendants()  # or those beside would be waited for
        raise
    return stage, code, time.monotonic() - started


def run_row(stages: Sequence[Stage], cwd: Path, say: Say) -> list[Result]:
    """Run them one after another beside others."""
    return [run_beside(stage, cwd, say) for stage in stages]


def run_beside(stage: Stage, cwd: Path, say: Say) -> Result:
    """Run it, keep what it prints, and say now and then how far it is."""
    say.line(f"— {stage.name}, beside the others")
    started = time.monotonic()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            stage.argv, cwd=cwd, env={**os.environ, **stage.env}, stdin=subprocess.DEVNULL, stdout=told, stderr=told
        )
        while (code := waited(process, TOLD_EVERY)) is None:
            say.line(f"… {stage.name}: {last_line(told)}")
        told.seek(0)
        with SHOWN:
            say.line(f"— what {stage.name} said")
            sys.stdout.write(told.read().decode(errors="replace"))
            sys.stdout.flush()
    return stage, code, time.monotonic() - started


def waited(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    """The exit code, or None when it still runs after so long."""
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def last_line(told: IO[bytes]) -> str:
    """The last line printed so far; the program goes on writing behind it."""
    size = os.fstat(told.fileno()).st_size
    lines = os.pread(told.fileno(), 500, max(size - 500, 0)).decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "…")


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
