"""Raw files nobody will ask for: an operator answered when the call was already gone, so no talk was recorded; or the
worker died between the row that says «ready» and the deletion."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from django.db.models import Q

from gudok.web.record.models import Leg

if TYPE_CHECKING:
    from pathlib import Path

AGE = 3600
_NAME = re.compile(r"^(c[0-9a-f]{12})-(\d{4})$")


def remove_leftovers(folder: Path) -> int:
    """Delete raw files and halves of files older than an hour that no row waits for; returns how many."""
    removed = 0
    for file in (*folder.glob("*/*/*/*.raw"), *folder.glob("*/*/*/*.part")):
        if time.time() - file.stat().st_mtime > AGE and _is_left_over(file):
            file.unlink(missing_ok=True)
            removed += 1
    return removed


def _is_left_over(file: Path) -> bool:
    if file.suffix == ".part":
        return True
    name = _NAME.match(file.stem)
    if name is None:
        return False
    needless = Q(ended_at__isnull=False, answered_at=None) | Q(recording=Leg.Recording.READY)
    return Leg.objects.filter(needless, call_id=name[1], n=int(name[2])).exists()
