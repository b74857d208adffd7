"""The list of calls: filtered, a page at a time, newest first."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from gudok.web.calls.filters import ANSWERED, GROUP, LIVE, OWED, day_end, day_start
from gudok.web.people import numbers
from gudok.web.record.models import Call, CallResult, Leg, Name
from gudok.web.record.times import between, moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

PAGE = 50
LATELY, MOST_OWED = timedelta(days=7), 100
_CURSOR = re.compile(r"^([0-9]{1,14})-([\w-]{1,24})$")


class Page(NamedTuple):
    """A page of calls, and the cursor of the next one (empty on the last)."""

    calls: Sequence[Call]
    next: str


def all_names() -> dict[str, str]:
    """Names of queues and operators by the core's ids."""
    return dict(Name.objects.values_list("id", "name"))


def narrow(calls: QuerySet[Call], chosen: dict[str, Any], *, masked: bool = False) -> QuerySet[Call]:
    """The calls that pass the chosen filters; who sees masked numbers finds only whole ones."""
    if "q" in chosen:
        calls = calls.filter(_who(chosen["q"], masked))
    if "since" in chosen:
        calls = calls.filter(arrived_at__gte=day_start(chosen["since"]))
    if "until" in chosen:
        calls = calls.filter(arrived_at__lt=day_end(chosen["until"]))
    if "direction" in chosen:
        calls = calls.filter(direction=chosen["direction"])
    if "queue" in chosen:
        calls = calls.filter(queue=chosen["queue"])
    if "operator" in chosen:
        calls = calls.filter(Exists(Leg.objects.filter(call_id=OuterRef("pk"), agent=chosen["operator"])))
    if "told" in chosen:
        calls = calls.filter(Exists(_told(chosen["told"]).filter(call=OuterRef("pk"))))
    return calls.filter(_result(chosen["result"])) if "result" in chosen else calls


def _told(which: str) -> QuerySet[CallResult]:
    """Results that are this one, of this group, or owed."""
    if which.startswith(GROUP):
        group = which.removeprefix(GROUP)
        ids = Name.objects.filter(pk__startswith="r", name__startswith=f"{group}: ").values("pk")
        return CallResult.objects.filter(result__in=ids)
    return CallResult.objects.filter(result="" if which == OWED else which)


def owed_lately(calls: QuerySet[Call]) -> int:
    """How many of these calls of the last week stand without a result they should have; a hundred stands for more."""
    since = timezone.now() - LATELY
    rows = CallResult.objects.filter(result="", at__gte=since, call__in=calls.values("pk")).values("call").distinct()
    return rows[:MOST_OWED].count()


def page(calls: QuerySet[Call], after: str = "", size: int = 0) -> Page:
    """The page that follows a cursor, of `size` calls or the usual number; a broken cursor is the first page."""
    size = size or PAGE
    found = _CURSOR.match(after)
    if found:
        at = moment(int(found[1]))
        calls = calls.filter(Q(arrived_at__lt=at) | Q(arrived_at=at, pk__lt=found[2]))
    ready = Leg.objects.filter(call_id=OuterRef("pk"), recording=Leg.Recording.READY)
    owed = CallResult.objects.filter(call=OuterRef("pk"), result="")
    rows = list(calls.annotate(recorded=Exists(ready), owed=Exists(owed)).select_related("customer")[: size + 1])
    more = len(rows) > size
    return Page(rows[:size], _cursor(rows[size - 1]) if more else "")


def newest(calls: QuerySet[Call], most: int) -> QuerySet[Call]:
    """The newest of these, with whether a result is owed."""
    owed = CallResult.objects.filter(call=OuterRef("pk"), result="")
    return calls.annotate(owed=Exists(owed)).order_by("-arrived_at", "-pk")[:most]


def _cursor(call: Call) -> str:
    return f"{_milliseconds(call.arrived_at)}-{call.pk}"


def _milliseconds(at: datetime) -> int:
    return between(moment(0), at)


def _who(text: str, masked: bool) -> Q:
    text = text.strip()
    match = Q()
    for written in {text, text.lower(), text.capitalize(), text.title()}:
        match |= Q(name__contains=written)
    e164 = numbers.parse(text).e164
    digits = re.sub(r"\D", "", text)
    if e164:
        match |= Q(number=e164)
    elif len(digits) >= 3 and not masked:
        # «8 912…» is how people write +7 912…: the trunk prefix is no part of the number.
        match |= Q(number__contains=digits[1:] if digits.startswith("8") and len(digits) > 3 else digits)
    return match


def _result(result: str) -> Q:
    if result == ANSWERED:
        return Q(answered_at__isnull=False)
    return Q(ended_at=None) if result == LIVE else Q(end=result)
