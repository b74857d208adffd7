"""A day's calls and operators' spells from the records, as far as a person may see."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q
from django.utils import timezone

from gudok.web.accounts.scope import scope_of
from gudok.web.days.figures import Served, Spell
from gudok.web.record.models import AgentSpell, Call
from gudok.web.record.queries import visible_calls
from gudok.web.record.times import between, moment
from gudok.web.setup.models import Queue

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gudok.web.accounts.models import User


class Bounds(NamedTuple):
    """The first moment of a day in the person's zone and that of the next one, UTC ms."""

    start: int
    end: int


def bounds(day: date) -> Bounds:
    return Bounds(_midnight(day), _midnight(day + timedelta(days=1)))


def _midnight(day: date) -> int:
    return between(moment(0), timezone.make_aware(datetime.combine(day, time.min)))


def served(user: User, day: Bounds, queue: str = "") -> list[Served]:
    """The calls that came in to a queue (or any) that day, and are over or answered."""
    calls = visible_calls(user).filter(direction=Call.Direction.IN, arrived_at__gte=moment(day.start))
    calls = calls.filter(arrived_at__lt=moment(day.end)).exclude(ended_at=None, answered_at=None)
    calls = calls.filter(queue=queue) if queue else calls.exclude(queue="")
    limits = {row.core_id: row.sl_seconds * 1000 for row in Queue.objects.all()}
    rows = calls.order_by("arrived_at").values_list("arrived_at", "wait_ms", "answered_at", "queue")
    return [
        Served(between(moment(0), arrived), wait, answered is not None, wait <= limits.get(of, wait))
        for arrived, wait, answered, of in rows.iterator()
    ]


def spells(user: User, day: Bounds, agents: Iterable[str] | None = None, now: int | None = None) -> list[Spell]:
    """The stretches of that day of the operators a person may see, in order; one that goes on ends now."""
    until = min(day.end, between(moment(0), timezone.now()) if now is None else now)
    found = AgentSpell.objects.filter(began_at__lt=moment(day.end)).filter(
        Q(ended_at=None) | Q(ended_at__gt=moment(day.start))
    )
    scope = scope_of(user)
    if scope is not None:
        found = found.filter(agent__in=scope.operators)
    if agents is not None:
        found = found.filter(agent__in=list(agents))
    rows = found.order_by("agent", "began_at", "id").values_list(
        "agent", "mode", "reason", "call", "began_at", "ended_at"
    )
    stretches = (
        Spell(
            agent,
            mode,
            reason,
            call,
            max(day.start, between(moment(0), began)),
            min(until, between(moment(0), ended) if ended else until),
        )
        for agent, mode, reason, call, began, ended in rows.iterator()
    )
    return [spell for spell in stretches if spell.began < spell.ended]


def operators_of(queue: str) -> list[str]:
    """The core's ids of a queue's operators."""
    found = Queue.objects.filter(pk=int(queue[1:])) if queue[1:].isdecimal() else Queue.objects.none()
    return [operator.core_id for row in found for operator in row.operators.all()]
