"""Forgetting the journal's oldest turns: whole stretches before a snapshot, so that what is left can be replayed."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

BATCH = 1_000
REST_S = 0.05
"""Between two batches, so that the engine's writes are never kept waiting for long."""


def prunable(path: Path, before: int, read: int) -> int:
    """The last turn that may go: older than `before` (UTC ms), read by everybody (`read`), and before a snapshot.

    The snapshot holds all that lives at its turn: no call, timer or operator needs anything older. 0: none may go.
    """
    if not path.exists():
        return 0
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
    try:
        (old,) = db.execute("select coalesce(max(n), 0) from turns where at < ?", (before,)).fetchone()
        (snapshot,) = db.execute("select coalesce(max(n), 0) from snapshots where n <= ?", (min(old, read),)).fetchone()
        return int(snapshot)
    except sqlite3.OperationalError:
        return 0  # A journal nobody has written to yet has no tables.
    finally:
        db.close()


def count(path: Path, last: int) -> int:
    """How many turns there are up to this one."""
    if not last:
        return 0
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
    try:
        return int(db.execute("select count(*) from turns where n <= ?", (last,)).fetchone()[0])
    finally:
        db.close()


def prune(path: Path, last: int, most: int = 100_000) -> int:
    """Delete turns up to `last` (from `prunable`) and snapshots before it, oldest first; returns how many turns."""
    db = sqlite3.connect(path, timeout=10, isolation_level=None)
    gone = 0
    try:
        db.execute("delete from snapshots where n < ?", (last,))
        while gone < most:
            deleted = db.execute(
                "delete from turns where n in (select n from turns where n <= ? order by n limit ?)", (last, BATCH)
            ).rowcount
            gone += deleted
            if deleted < BATCH:
                break
            time.sleep(REST_S)
    finally:
        db.close()
    return gone
