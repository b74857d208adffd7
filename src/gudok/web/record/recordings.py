"""Finishing recordings: after a leg's end its raw file becomes FLAC and peaks, and the row says that it is ready."""

from __future__ import annotations

import logging
import os
import time
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.utils import timezone

from gudok.web.record.models import Leg
from gudok.web.record.sound import finish

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

QUIET = 1.5
"""Seconds a file must not have grown: Asterisk closes it a moment after the leg's end."""
AFTER_FAILURE = 60.0
"""Seconds until a file that could not be finished (a full disk) is tried again: its time stamp is put ahead."""
PATIENCE = timedelta(minutes=2)
"""After that a recording without any file is lost."""
AT_ONCE = 20
"""Recordings finished before the worker looks at the journal again."""


def raw_file(folder: Path, record: str) -> Path:
    return folder / f"{record}.raw"


def flac_file(folder: Path, record: str) -> Path:
    return folder / f"{record}.flac"


def peaks_file(folder: Path, record: str) -> Path:
    return folder / f"{record}.json"


def finish_recordings(folder: Path) -> int:
    """Finish what is due, oldest first; returns how many were settled. Safe to be killed anywhere and run again."""
    due = Leg.objects.filter(recording=Leg.Recording.RUNNING, ended_at__isnull=False).order_by("ended_at")
    # Those that cannot be finished yet must not stand in the way of the others.
    settled = (True for leg in due if _settle(folder, leg))
    return sum(islice(settled, AT_ONCE))


def _settle(folder: Path, leg: Leg) -> bool:
    raw, flac, peaks = (make(folder, leg.record) for make in (raw_file, flac_file, peaks_file))
    if not raw.exists():
        return _without_raw(leg, flac)
    if time.time() - raw.stat().st_mtime < QUIET:
        return False
    try:
        length = finish(raw, flac, peaks, leg.asides, leg.pauses)
    except (OSError, RuntimeError):
        log.exception("recording %s could not be finished, trying again later", leg.record)
        later = time.time() + AFTER_FAILURE
        os.utime(raw, (later, later))
        return False
    _mark(leg, Leg.Recording.READY, length)
    # Only now: whatever dies before leaves the raw file, and it is done again.
    raw.unlink()
    return True


def _without_raw(leg: Leg, flac: Path) -> bool:
    if flac.exists():
        return _mark(leg, Leg.Recording.READY, leg.recorded_ms)
    if leg.ended_at and timezone.now() - leg.ended_at > PATIENCE:
        log.warning("recording %s was never written", leg.record)
        return _mark(leg, Leg.Recording.LOST)
    return False


def _mark(leg: Leg, state: str, length: int = 0) -> bool:
    Leg.objects.filter(pk=leg.pk).update(recording=state, recorded_ms=length)
    return True
