"""Locks, stamps and writes that survive Ctrl-C and a second set-up at the same time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(path: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock file; `waiting` is called once if another process has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def write_atomic(path: Path, content: str | bytes, mode: int = 0o644) -> None:
    """Write a whole file or nothing; a reader sees the old content or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


class Stamp:
    """A file that says "this was finished, from these inputs"; written last, so an interrupted step is done again."""

    def __init__(self, path: Path, key: str) -> None:
        self.path = path
        self.key = key

    def is_set(self) -> bool:
        try:
            return self.path.read_text() == self.key
        except OSError:
            return False

    def set(self) -> None:
        write_atomic(self.path, self.key)

    def clear(self) -> None:
        self.path.unlink(missing_ok=True)
