"""What a journal's file needs beside the engine's loop, so that no call waits for a disk: syncing, checkpoints."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from pathlib import Path

SYNC_S = 0.25
"""Rest between two syncs while turns come: with the sync itself, what a power cut may take."""
CHECKPOINT_S = 5.0
"""Time between two checkpoints: what changes again and again meanwhile is folded once."""
RESTART_PAGES = 4_000
"""From this length (16 MB) on, a checkpoint makes the log begin anew, for which it stops the writer a moment."""


def wal(path: Path) -> Path:
    """The write-ahead log of a database file."""
    return path.with_name(f"{path.name}-wal")


def sync(path: Path) -> None:
    """Put what was written to a database in WAL mode on the disk, whoever wrote it; raises OSError."""
    try:
        log = os.open(wal(path), os.O_RDONLY)
    except FileNotFoundError:
        return  # The last one who closed the file has folded the log into it.
    try:
        os.fdatasync(log)
    finally:
        os.close(log)


class Keeper:
    """A thread that syncs soon after `wrote()`, and folds the log into the file now and then. `error` tells its end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.error: Exception | None = None
        self.news = threading.Event()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.run, name="journal", daemon=True)
        self.thread.start()

    def wrote(self) -> None:
        """The file has new turns."""
        if not self.news.is_set():
            self.news.set()

    def end(self) -> None:
        """Sync what is left and stop."""
        self.ended.set()
        self.news.set()
        self.thread.join()

    def run(self) -> None:
        try:
            self.keep()
        except (OSError, sqlite3.Error) as error:
            self.error = error

    def keep(self) -> None:
        db = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        try:
            folded = time.monotonic()
            while not self.ended.is_set():
                self.news.wait()
                self.news.clear()
                sync(self.path)
                if time.monotonic() - folded > CHECKPOINT_S:
                    fold(db)
                    folded = time.monotonic()
                self.ended.wait(SYNC_S)
        finally:
            db.close()


def fold(db: sqlite3.Connection) -> None:
    """Move the log's pages into the file; nearly all of it beside the writer."""
    _, pages, _ = db.execute("pragma wal_checkpoint(passive)").fetchone()
    if pages > RESTART_PAGES:
        db.execute("pragma wal_checkpoint(restart)").fetchone()
