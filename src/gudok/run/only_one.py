"""One centre for one data folder at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunningError(Exception):
    """Somebody else holds the data folder; `pid` is its process id, 0 if unknown."""

    def __init__(self, pid: int) -> None:
        super().__init__(pid)
        self.pid = pid


@contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Hold the lock until the end; it falls with the process however that dies; raises AlreadyRunningError."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunningError(read_pid(lock)) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def running(lock: Path) -> bool:
    """True if a centre holds the lock now."""
    if not lock.exists():
        return False
    with lock.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def read_pid(path: Path) -> int:
    """The process id in a file, 0 if there is none."""
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return 0
