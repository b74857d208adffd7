"""Reading news on from a number."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from django.db.models import Min

from gudok.web.news.models import Count, News

if TYPE_CHECKING:
    from datetime import datetime


def last() -> int:
    """The number of the newest piece, 0 for none: also when it was deleted since."""
    return Count.objects.filter(pk=1).values_list("n", flat=True).first() or 0


def after(n: int, most: int, until: datetime | None = None) -> list[News]:
    """The next pieces after number `n`, up to the first one that is later than `until`.

    Numbers are given when a transaction writes, times when something happens: a later number may have an earlier time.
    """
    rows = list(News.objects.filter(n__gt=n)[:most])
    return list(takewhile(lambda row: row.at <= until, rows)) if until else rows


def last_before(at: datetime) -> int:
    """The number behind which all that was told from a time on stands."""
    first = News.objects.filter(at__gte=at).aggregate(n=Min("n"))["n"]
    return last() if first is None else first - 1
