"""Deleting what has had its time: in small pieces, so that nobody waits, and safe to be broken off anywhere."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from gudok.edges.journal import prune as journal
from gudok.web.audit.actions import write_change
from gudok.web.record.models import Leg
from gudok.web.record.recordings import flac_file, peaks_file
from gudok.web.retention import due
from gudok.web.setup.centre import the_keeping

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.settings import DataFolder

log = logging.getLogger(__name__)

BATCH = 200
ROUNDS = 50
"""Batches of one kind in one go: the worker looks at the journal in between goes."""


def prune(data: DataFolder) -> dict[str, int]:
    """Delete what the rules let go, and say how much of what; sessions that are over always go."""
    keeping = the_keeping()
    ended, recorded = due.cutoff(keeping.calls_days), due.recordings_before(keeping)
    audited = due.cutoff(keeping.audit_days)
    gone = {
        "recordings": _in_batches(lambda: _recordings(data, recorded)),
        "calls": _in_batches(lambda: _calls(ended)),
        "spells": _in_batches(lambda: _rows(due.spells(ended))),
        "audit": _in_batches(lambda: _rows(due.audit(audited))),
    }
    last = due.last_turn(data, keeping.journal_days)
    gone["turns"] = journal.prune(data.journal, last) if last else 0
    _rows(Session.objects.filter(expire_date__lt=timezone.now()))
    gone = {kind: n for kind, n in gone.items() if n}
    if gone:
        log.info("deleted, their time is over: %s", gone)
        write_change(None, "keeping.pruned", keeping, {}, dict(gone))
    return gone


def _in_batches(batch: Callable[[], int]) -> int:
    total = 0
    for _ in range(ROUNDS):
        n = batch()
        total += n
        if n < BATCH:
            break
    return total


def _recordings(data: DataFolder, before: object) -> int:
    legs = list(due.recordings(before)[:BATCH])  # type: ignore[arg-type]
    for leg in legs:
        # The file first: whatever dies in between finds the row again, and a file that is gone is no fault.
        for file in (flac_file(data.recordings, leg.record), peaks_file(data.recordings, leg.record)):
            file.unlink(missing_ok=True)
        Leg.objects.filter(pk=leg.pk).update(recording=Leg.Recording.DELETED)
    return len(legs)


def _calls(before: object) -> int:
    """Calls with their stories, legs, notes and whatever else tells of them; a recording still there keeps its call."""
    from gudok.web.record.models import Call

    waiting = Leg.objects.filter(recording__in=(Leg.Recording.READY, Leg.Recording.RUNNING)).values("call_id")
    ids = list(due.calls(before).exclude(pk__in=waiting).values_list("pk", flat=True)[:BATCH])  # type: ignore[arg-type]
    with transaction.atomic():
        for model in due.beside_calls():
            model._default_manager.filter(call__in=ids).delete()
        Call.objects.filter(pk__in=ids).delete()
    return len(ids)


def _rows(found: object) -> int:
    keys = list(found.values_list("pk", flat=True)[:BATCH])  # type: ignore[attr-defined]
    found.model._default_manager.filter(pk__in=keys).delete()  # type: ignore[attr-defined]
    return len(keys)
