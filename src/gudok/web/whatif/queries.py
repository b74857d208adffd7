"""Trials, exams, and a day in short."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gudok.core import settings as core
from gudok.web.record.models import Call
from gudok.web.setup.queries import settings_document
from gudok.web.whatif.days import NOT_QUEUED, edges
from gudok.web.whatif.models import Exam, Trial

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

LISTED = 20


class Brief(NamedTuple):
    """A day's queues that had calls, with how many."""

    queues: list[core.Queue]
    calls: dict[str, int]


def brief(date: dt.date) -> Brief:
    settings = settings_document()
    start, end = edges(date, settings.zone)
    rows = Call.objects.filter(direction=Call.Direction.IN, arrived_at__gte=start, arrived_at__lt=end)
    counts: dict[str, int] = {}
    for queue in rows.exclude(ended_at=None).exclude(end__in=NOT_QUEUED).values_list("queue", flat=True):
        counts[queue] = counts.get(queue, 0) + 1
    return Brief([queue for queue in settings.queues if counts.get(queue.id)], counts)


def newest() -> QuerySet[Trial]:
    return Trial.objects.select_related("asked_by").defer("outcome")[:LISTED]


def last_exam() -> Exam | None:
    """The newest day the twin was examined on."""
    return Exam.objects.filter(calls__gt=0).order_by("-day").first()


def exams() -> list[Exam]:
    return list(Exam.objects.filter(calls__gt=0).order_by("-day")[:14])
