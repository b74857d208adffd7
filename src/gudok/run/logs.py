"""Keeps the children's logs from filling the disk."""

from __future__ import annotations

import shutil
from pathlib import Path

LIMIT = 20_000_000


def trim(log: Path, limit: int = LIMIT) -> None:
    """Move a log over `limit` bytes to `.1`. Its writer keeps it open, so it is copied and cut, not renamed."""
    if log.exists() and log.stat().st_size > limit:
        shutil.copyfile(log, log.with_name(f"{log.name}.1"))
        with log.open("r+b") as file:
            file.truncate()


def tail(log: Path, lines: int = 3) -> str:
    """The last lines that are not empty, joined; one that came again and again is told once."""
    if not log.exists():
        return ""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 4096))
        rows = [row.strip() for row in file.read().decode(errors="replace").splitlines() if row.strip()]
    newest = list(dict.fromkeys(reversed(rows)))[:lines]
    return " | ".join(reversed(newest))
