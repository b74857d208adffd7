"""The set-up's rows as the documents other processes need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import msgspec
from django.conf import settings

from gudok.core import settings as core
from gudok.edges.asterisk.words import Telephony
from gudok.web.setup.models import Number, Operator, Queue, SettingsVersion, Trunk

if TYPE_CHECKING:
    from django.db import models
    from django.db.models import QuerySet

SECOND = 1000


def settings_version() -> int:
    """Grows with every change of the settings; 0 before the first."""
    return SettingsVersion.objects.filter(pk=1).values_list("n", flat=True).first() or 0


def settings_document() -> core.Settings:
    """The centre's settings for the core; durations in milliseconds, no secrets."""
    # The version is read first: rows that change meanwhile are read again at the next look, never missed.
    return core.Settings(
        version=settings_version(),
        zone=settings.TIME_ZONE,
        queues=tuple(_queue(queue) for queue in Queue.objects.select_related("overflow_queue").order_by("pk")),
        numbers=tuple(core.Number(row.did, row.queue.core_id) for row in Number.objects.select_related("queue")),
        operators=tuple(_operator(operator) for operator in active_operators()),
    )


def active_operators() -> QuerySet[Operator]:
    return Operator.objects.filter(active=True).select_related("user").prefetch_related("queues").order_by("pk")


def telephony_document() -> Telephony:
    """All telephones and trunks with their secrets: for Asterisk's configuration, and for nobody else."""
    phones = [_fields(row, "endpoint", "kind", "secret", "codec") for row in active_operators()]
    trunks = [_trunk(row) for row in Trunk.objects.filter(enabled=True).order_by("pk")]
    return msgspec.convert({"phones": phones, "trunks": trunks}, Telephony)


def _fields(row: models.Model, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _trunk(row: Trunk) -> dict[str, Any]:
    # A name may be in any writing; sections of Asterisk's configuration may not.
    return _fields(row, "kind", "host", "port", "user", "secret", "did") | {"name": f"trunk-{row.pk}"}


def _queue(row: Queue) -> core.Queue:
    rules = {
        "id": row.core_id,
        "name": row.name,
        "ring": row.ring_timeout_s * SECOND,
        "wrapup": row.wrapup_s * SECOND,
        "max_wait": row.max_wait_s * SECOND,
        "overflow": row.overflow,
        "overflow_queue": row.overflow_queue.core_id if row.overflow_queue else "",
        "sl": row.sl_seconds * SECOND,
        "sl_target": row.sl_target,
        "record": row.record,
        "decline": row.decline_allowed,
        "announce_first": row.announce_first_s * SECOND,
        "announce_every": row.announce_every_s * SECOND,
    }
    return msgspec.convert(rules, core.Queue)


def _operator(row: Operator) -> core.Operator:
    return core.Operator(
        id=row.core_id,
        name=str(row.user),
        endpoint=row.endpoint,
        queues=tuple(sorted(queue.core_id for queue in row.queues.all())),
        codec=msgspec.convert(row.codec, Literal["auto", "opus", "g711"]),
        browser=row.kind == Operator.Kind.BROWSER,
    )
