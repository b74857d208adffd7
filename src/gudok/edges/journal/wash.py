"""Taking a person out of the journal's past: turns an engine will never read again as its own.

Only turns up to the newest snapshot are rewritten: an engine that comes back begins at it, so what it decides by is
never changed under its hands. The newest snapshot itself stays as it is; with the next one it is an old one.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from gudok.edges.journal.sealed import MARK

__all__ = ["MARK", "wash"]

PAGE = 500
REST_S = 0.02
"""Between two pages, so that the engine's writes are never kept waiting for long."""


class Change(Protocol):
    def __call__(self, body: Any, *, own: bool) -> Any:
        """The turn's JSON without the person; `own`: it names one of the person's calls."""


def wash(path: Path, spans: Iterable[Sequence[int]], calls: Sequence[bytes], change: Change) -> bool:
    """Rewrite the turns of `spans` ([first, last]) and the snapshots in and after them; False while some must wait.

    Some must wait as long as the newest snapshot is not behind the last span, or still tells of the person.
    """
    spans = list(spans)
    if not path.exists() or not spans:
        return True
    db = sqlite3.connect(path, timeout=10, isolation_level=None)
    try:
        (newest,) = db.execute("select coalesce(max(n), 0) from snapshots").fetchone()
        for first, last in spans:
            _rewrite(db, "turns", first, min(last, newest), lambda body: change(body, own=_names(body, calls)))
        _rewrite(db, "snapshots", spans[0][0], newest - 1, lambda body: change(body, own=False))
        (latest,) = db.execute("select max(body) from snapshots where n = ?", (newest,)).fetchone()
        told = latest is not None and change(json.loads(latest), own=False) != json.loads(latest)
        return newest >= _last_told(db, max(last for _first, last in spans)) and not told
    finally:
        db.close()


def _last_told(db: sqlite3.Connection, last: int) -> int:
    """A span may end behind the journal's last turn."""
    (end,) = db.execute("select coalesce(max(n), 0) from turns").fetchone()
    return min(last, int(end))


def _names(body: Any, calls: Sequence[bytes]) -> bool:
    text = json.dumps(body).encode()
    return any(call in text for call in calls)


def _rewrite(db: sqlite3.Connection, table: str, first: int, last: int, change: Callable[[Any], Any]) -> None:
    after = first - 1
    page = f"select n, body from {table} where n > ? and n <= ? order by n limit ?"  # noqa: S608 one of two names
    put = f"update {table} set body = ? where n = ?"  # noqa: S608
    while rows := db.execute(page, (after, last, PAGE)).fetchall():
        for n, raw in rows:
            body = json.loads(raw)
            clean = change(body)
            if clean != body:
                db.execute(put, (json.dumps(clean, ensure_ascii=False, separators=(",", ":")).encode(), n))
            after = n
        time.sleep(REST_S)
