"""Alerts: what asks for a person now, and what did; their thresholds are rows of the set-up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status
from pydantic import Field

from gudok.web.alerts import actions, queries
from gudok.web.alerts.rules import KINDS, OF_QUEUES
from gudok.web.api.door import open_to
from gudok.web.api.problems import Problem, invalid
from gudok.web.api.shapes import Body, Cursor, Limit, Page, by_key, found, key_of

if TYPE_CHECKING:
    from gudok.web.alerts.models import Alert
    from gudok.web.alerts.queries import Shown
    from gudok.web.api.caller import Caller

router = Router(tags=["Alerts"])
OPEN = open_to("live:read", "wall.see")
ACTS = open_to("supervise", "wall.see")
LONGEST = 7 * 24 * 60


class AlertFilter(Body):
    state: Annotated[Literal["", "open", "over"], Field(description="open: going on now.")] = ""
    kind: Annotated[str, Field(max_length=12, description="wait, nobody, trunk …")] = ""
    queue: Annotated[str, Field(max_length=24, description="A queue's id.")] = ""
    level: Literal["", "warn", "bad"] = ""
    cursor: Cursor = ""
    limit: Limit = 50


class Muting(Body):
    minutes: Annotated[int, Field(ge=1, le=LONGEST, description="For so long nobody is told of it aloud.")]


class AlertShown(Body):
    id: Annotated[str, Field(examples=["7"])]
    kind: Annotated[str, Field(examples=["wait"])]
    queue: Annotated[str, Field(description="The queue's id; empty for what is not of a queue.")]
    subject: Annotated[str, Field(description="The id of the queue, the trunk (t1), the webhook (w1), or empty.")]
    level: Annotated[str, Field(description="The worst it came to: warn or bad.")]
    value: float
    unit: Annotated[str, Field(description="s, min, % or n (how many); empty for yes or no.")]
    text: Annotated[str, Field(description="For people, in the language of Accept-Language.")]
    action: Annotated[str, Field(description="What to do, for people.")]
    began_at: datetime
    ended_at: datetime | None
    seen_at: Annotated[datetime | None, Field(description="When somebody said that they know of it.")]
    seen_by: Annotated[str, Field(description="Who did; empty while nobody has.")]
    muted_until: Annotated[datetime | None, Field(description="Until when nobody is told of it aloud.")]


@router.get("/live/alerts", response=Page[AlertShown], url_name="api_live_alerts", **OPEN)
def list_alerts(request: HttpRequest, chosen: Query[AlertFilter]) -> dict[str, Any]:
    """Alerts the caller may know of, the newest first."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    rows = queries.visible(caller.person)
    if chosen.kind and chosen.kind not in KINDS:
        raise invalid([{"field": "kind", "code": "unknown", "message": f"No such kind: {chosen.kind}"}])
    if chosen.state:
        rows = rows.filter(ended_at__isnull=chosen.state == "open")
    wanted = {"kind": chosen.kind, "subject": chosen.queue, "level": chosen.level}
    rows = rows.filter(**{field: value for field, value in wanted.items() if value})
    items, more = by_key(rows.select_related("seen_by"), chosen.cursor, chosen.limit, newest=True)
    return {"items": [_shown(one) for one in queries.in_words(items)], "next": more}


@router.post("/live/alerts/{id}/see", response={204: None}, url_name="api_live_alert_see", **ACTS)
def see_alert(request: HttpRequest, id: str) -> Any:  # noqa: A002 the address's own word
    """Say that you know of it: it falls silent on every page until it worsens."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    actions.see(caller.person, _one(caller, id).pk)
    return Status(204, None)


@router.post("/live/alerts/{id}/mute", response={204: None}, url_name="api_live_alert_mute", **ACTS)
def mute_alert(request: HttpRequest, id: str, body: Muting) -> Any:  # noqa: A002
    """Tell nobody aloud of this kind of alert of the same subject for a while, also when it begins anew."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    actions.mute(caller.person, _own(caller, id), timezone.now() + timedelta(minutes=body.minutes))
    return Status(204, None)


@router.post("/live/alerts/{id}/unmute", response={204: None}, url_name="api_live_alert_unmute", **ACTS)
def unmute_alert(request: HttpRequest, id: str) -> Any:  # noqa: A002
    """Tell of it aloud again."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    actions.unmute(caller.person, _own(caller, id))
    return Status(204, None)


def _one(caller: Caller, id_: str) -> Alert:
    return found(queries.visible(caller.person), pk=key_of(id_))


def _own(caller: Caller, id_: str) -> Alert:
    row = _one(caller, id_)
    if not queries.may_mute(caller.person, row):
        raise Problem(403, "forbidden", "An alert of the whole centre is muted by who sees the whole centre.")
    return row


def _shown(one: Shown) -> dict[str, Any]:
    row = one.row
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "queue": row.subject if row.kind in OF_QUEUES else "",
        "subject": row.subject,
        "level": row.level,
        "value": row.value,
        "unit": KINDS[row.kind].unit if row.kind in KINDS else "",
        "text": one.text,
        "action": one.action,
        "began_at": row.began_at,
        "ended_at": row.ended_at,
        "seen_at": row.seen_at,
        "seen_by": str(row.seen_by or ""),
        "muted_until": one.mute.until if one.mute else None,
    }
