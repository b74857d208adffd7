"""Archives that were looked at and not yet applied: they stand aside, under a name nobody can guess, for a day."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

from django.conf import settings

from gudok.install.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

DAY_S = 24 * 3600


def keep(content: bytes) -> str:
    """Put an archive aside; returns the name it is found by. Those that nobody came back for go."""
    folder().mkdir(parents=True, exist_ok=True)
    for old in folder().iterdir():
        if old.stat().st_mtime < time.time() - DAY_S:
            old.unlink(missing_ok=True)
    name = secrets.token_hex(16)
    write_atomic(place(name), content, 0o600)
    return name


def drop(name: str) -> None:
    """It was applied."""
    if name:
        place(name).unlink(missing_ok=True)


def place(name: str) -> Path:
    """Where an archive stands, if it still does."""
    return folder() / f"{name}.zip"


def folder() -> Path:
    return settings.DATA.run / "archives"
