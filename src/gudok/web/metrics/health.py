"""Can this centre serve? Each part by itself, and all together."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING, Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError

from gudok.web.live.queries import hub
from gudok.web.metrics.collect import ping
from gudok.web.record.models import Cursor
from gudok.web.record.projector import CURSOR

if TYPE_CHECKING:
    from gudok.edges.journal.sqlite import JournalReader

MOST_LAG = 1000
"""Turns the records may be behind."""
LEAST_DISK = 1_000_000_000
"""Bytes that must be free: recordings of some hours."""


async def parts() -> dict[str, Any]:
    """{engine, telephony, records, records_lag_turns, disk}: each «ok» or «down», and how far behind."""
    told, source = await ping(), await hub()
    lag = await sync_to_async(_lag)(source.reader)
    free = await asyncio.to_thread(lambda: shutil.disk_usage(settings.DATA.path).free)
    return {
        "engine": _word(told is not None),
        "telephony": _word(told is not None and told.telephony == "up"),
        "records": _word(lag is not None and lag <= MOST_LAG),
        "records_lag_turns": lag,
        "disk": _word(free >= LEAST_DISK),
    }


def ready(found: dict[str, Any]) -> bool:
    """Whether all that can be down is not."""
    return "down" not in found.values()


def _word(good: bool) -> str:
    return "ok" if good else "down"


def _lag(reader: JournalReader) -> int | None:
    try:
        at = Cursor.objects.filter(name=CURSOR).values_list("n", flat=True).first() or 0
    except DatabaseError:
        return None
    return max(reader.last() - at, 0)
