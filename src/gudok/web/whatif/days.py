"""A day of the centre's own, from the records: what the twin is fitted to."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from gudok.twin.fit import OUTGOING, Day, Rung, Seen, Stay
from gudok.web.record.models import AgentSpell, Call, Leg
from gudok.web.record.times import between, moment
from gudok.web.setup.queries import settings_document

if TYPE_CHECKING:
    import datetime as dt

NOT_QUEUED = ("after_hours", "queue_closed", "no_route")
"""Ends of calls that never came to wait for an operator."""


def recorded(date: dt.date) -> Day:
    """The calls and operators of a day of the centre's zone, with the settings of today."""
    settings = settings_document()
    start, end = edges(date, settings.zone)
    return Day(
        date=date.isoformat(),
        midnight=ms(start),
        settings=settings,
        calls=calls(start, end),
        stays=stays(start, end),
        rungs=rungs(start, end),
    )


def edges(date: dt.date, zone: str) -> tuple[datetime, datetime]:
    """Its midnight and the next one's."""
    start, end = (datetime.combine(date + timedelta(days=n), time.min, ZoneInfo(zone)) for n in (0, 1))
    return start, end


def ms(at: datetime) -> int:
    return between(moment(0), at)


def calls(start: datetime, end: datetime) -> list[Seen]:
    """Calls that came in to a queue and are over. Wrap-up is that of the operator who had the call last."""
    rows = (
        Call.objects.filter(direction=Call.Direction.IN, arrived_at__gte=start, arrived_at__lt=end)
        .exclude(queue="")
        .exclude(ended_at=None)
        .exclude(end__in=NOT_QUEUED)
        .order_by("arrived_at", "id")
    )
    spells = AgentSpell.objects.filter(mode="wrapup", began_at__gte=start, began_at__lt=end + timedelta(hours=6))
    wrapups: dict[str, int] = {}
    for of, began, ended in spells.values_list("call", "began_at", "ended_at"):
        if ended is not None:
            wrapups[of] = wrapups.get(of, 0) + between(began, ended)
    return [
        Seen(
            queue=row.queue,
            at=ms(row.arrived_at),
            vip=row.vip,
            waited=row.wait_ms,
            answered=row.answered_at is not None,
            lost=row.answered_at is None and row.end == "abandoned",
            talk=row.talk_ms if row.answered_at is not None and row.talk_ms else -1,
            wrapup=wrapups.get(row.pk, -1),
        )
        for row in rows.iterator()
    ]


def stays(start: datetime, end: datetime) -> list[Stay]:
    """The operators' stretches at work, cut at the day's edges; the time of calls out stands as `outgoing`."""
    rows = AgentSpell.objects.filter(began_at__lt=end, ended_at__gt=start).exclude(mode="away")
    placed = Call.objects.filter(direction=Call.Direction.OUT, arrived_at__gte=start, arrived_at__lt=end)
    out = set(placed.values_list("pk", flat=True))
    return [
        Stay(agent, OUTGOING if of in out else mode, reason, ms(max(began, start)), ms(min(ended or end, end)))
        for agent, mode, reason, of, began, ended in rows.order_by("agent", "began_at", "id").values_list(
            "agent", "mode", "reason", "call", "began_at", "ended_at"
        )
    ]


def rungs(start: datetime, end: datetime) -> list[Rung]:
    """Every offer to an operator."""
    rows = Leg.objects.filter(kind=Leg.Kind.CALL, rang_at__gte=start, rang_at__lt=end).exclude(ended_at=None)
    return [
        Rung(outcome, between(rang, answered or ended or rang))
        for outcome, rang, answered, ended in rows.values_list("outcome", "rang_at", "answered_at", "ended_at")
    ]
