"""Looking at processes from a test."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def alive(pid: int) -> bool:
    """True unless it is gone or only waits to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def until(true: Callable[[], object], within_s: float) -> bool:
    """Wait until it holds; False if it never did."""
    deadline = time.monotonic() + within_s
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def gone(pid: int, within_s: float = 5.0) -> bool:
    """True as soon as the process is not alive."""
    return until(lambda: not alive(pid), within_s)


def pid_of(folder: Path, name: str) -> int:
    """The process id that the supervisor wrote, 0 if none."""
    try:
        return int((folder / f"{name}.pid").read_text())
    except (FileNotFoundError, ValueError):
        return 0
