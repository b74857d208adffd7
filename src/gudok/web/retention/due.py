"""What has had its time: the rows, files and turns that the rules of keeping let go."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

from gudok.edges.journal import prune as journal
from gudok.web.audit.models import AuditEntry
from gudok.web.record.models import AgentSpell, Call, Cursor, Leg
from gudok.web.record.projector import CURSOR

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gudok.settings import DataFolder
    from gudok.web.setup.centre import Keeping

JOURNAL_LEAST = 2
"""Days of the journal that are kept whatever the rules: screens and figures of the day are made of it."""


def cutoff(days: int, now: datetime | None = None) -> datetime | None:
    """What is older may go; None for what is kept for ever."""
    return (now or timezone.now()) - timedelta(days=days) if days else None


def calls(before: datetime | None) -> QuerySet[Call]:
    """Calls that ended before; one that has not ended is never among them, however old."""
    return Call.objects.filter(ended_at__lt=before) if before else Call.objects.none()


def recordings(before: datetime | None) -> QuerySet[Leg]:
    """Finished recordings; one that is being made or prepared is never among them."""
    ready = Leg.objects.filter(recording=Leg.Recording.READY)
    return ready.filter(ended_at__lt=before) if before else ready.none()


def spells(before: datetime | None) -> QuerySet[AgentSpell]:
    return AgentSpell.objects.filter(ended_at__lt=before) if before else AgentSpell.objects.none()


def audit(before: datetime | None) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(at__lt=before) if before else AuditEntry.objects.none()


def beside_calls() -> list[type[models.Model]]:
    """The records' other tables that tell of calls by id."""
    found = []
    for model in [*apps.get_app_config("record").get_models(), *apps.get_app_config("scripts").get_models()]:
        names = {field.name: field for field in model._meta.concrete_fields}
        if isinstance(names.get("call"), models.CharField) and model is not AgentSpell:
            found.append(model)
    return found


def last_turn(data: DataFolder, days: int) -> int:
    """The last turn of the journal that may go; 0 for none."""
    before = cutoff(max(days, JOURNAL_LEAST) if days else 0)
    return journal.prunable(data.journal, round(before.timestamp() * 1000), read_by_all()) if before else 0


def read_by_all() -> int:
    """How far everybody has read the journal who must have read all of it: the records, and the webhooks in use."""
    positions = [Cursor.objects.filter(name=CURSOR).values_list("n", flat=True).first() or 0]
    subscription = apps.get_model("webhooks", "Subscription")
    positions += subscription.objects.filter(Q(active=True)).values_list("turn", flat=True)
    return min(positions)


class Due(NamedTuple):
    """How much would be deleted now by the rules, each with the time before which it ended (None: kept for ever)."""

    kind: str
    amount: int
    before: datetime | None


def due_now(data: DataFolder, keeping: Keeping) -> list[Due]:
    """A dry run; nothing is changed."""
    ended, recorded = cutoff(keeping.calls_days), recordings_before(keeping)
    last = last_turn(data, keeping.journal_days)
    turns_before = cutoff(max(keeping.journal_days, JOURNAL_LEAST) if keeping.journal_days else 0)
    audited = cutoff(keeping.audit_days)
    return [
        Due("recordings", recordings(recorded).count(), recorded),
        Due("calls", calls(ended).count(), ended),
        Due("turns", journal.count(data.journal, last), turns_before),
        Due("audit", audit(audited).count(), audited),
    ]


def recordings_before(keeping: Keeping) -> datetime | None:
    """A recording goes with its call at the latest."""
    days = [days for days in (keeping.recordings_days, keeping.calls_days) if days]
    return cutoff(min(days)) if days else None
