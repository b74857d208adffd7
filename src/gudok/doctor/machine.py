"""The machine: Python, disk, clock."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from gudok.doctor.finding import Finding, bad, good, warning
from gudok.install import place
from gudok.install.lang import tr

LITTLE_DISK = 1_000_000_000
SOME_DISK = 5_000_000_000


def python() -> Iterator[Finding]:
    """The interpreter is one that Gudok is tested with."""
    version = platform.python_version()
    if (3, 11) <= sys.version_info < (3, 15):
        yield good(f"Python {version}")
    else:
        yield bad(
            f"Python {version}",
            tr("Install Python 3.11 to 3.14 and remove .venv", "Установите Python 3.11–3.14 и удалите .venv"),
        )


def disk(folder: Path) -> Iterator[Finding]:
    """There is room for recordings."""
    existing = nearest(folder)
    free = shutil.disk_usage(existing).free
    what = tr(
        f"Free disk space: {free / 1e9:.1f} GB ({existing})", f"Свободно на диске: {free / 1e9:.1f} ГБ ({existing})"
    )
    cure = tr(
        "Free some space: an hour of recorded talk takes about 30 MB",
        "Освободите место: час записанного разговора — около 30 МБ",
    )
    if free < LITTLE_DISK:
        yield bad(what, cure)
    elif free < SOME_DISK:
        yield warning(what, cure)
    else:
        yield good(what)


def nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists as far as we may see."""
    return next(path for path in (folder, *folder.parents) if os.access(path, os.F_OK))


def clock(checkout: Path = place.CHECKOUT, now: float | None = None) -> Iterator[Finding]:
    """The clock is not behind the files of the program itself; the times of calls come from it."""
    now = time.time() if now is None else now
    shown = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d %H:%M UTC")
    # A day of grace: a checkout copied from a machine of another opinion is no proof.
    if now < (checkout / "pyproject.toml").stat().st_mtime - 86400:
        yield bad(
            tr(f"Clock: {shown}, in the past", f"Часы: {shown}, отстают"),
            tr("Set it: sudo timedatectl set-ntp true", "Установите: sudo timedatectl set-ntp true"),
        )
    else:
        yield good(tr(f"Clock: {shown}", f"Часы: {shown}"))
