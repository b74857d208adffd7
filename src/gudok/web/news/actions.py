"""Telling news, in the transaction of what they tell of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gudok.web.news.kinds import KINDS
from gudok.web.news.models import Count, News

if TYPE_CHECKING:
    from datetime import datetime

KEPT = timedelta(days=90)


@transaction.atomic
def tell(kind: str, data: dict[str, Any], *, queue: str = "", operator: str = "", at: datetime | None = None) -> int:
    """Write one piece and return its number. `ValueError` for a kind that is not in the table.

    The count's row stays locked until the transaction is over: numbers come to be seen in their order, so whoever has
    read number n has missed nothing before it.
    """
    if kind not in KINDS:
        raise ValueError(f"no such kind of news: {kind}")
    Count.objects.get_or_create(pk=1)
    Count.objects.filter(pk=1).update(n=F("n") + 1)
    n = Count.objects.get(pk=1).n
    News.objects.create(n=n, at=at or timezone.now(), kind=kind, queue=queue, operator=operator, data=data)
    return n


def forget_old() -> None:
    """News are kept for three months; the count goes on."""
    News.objects.filter(at__lt=timezone.now() - KEPT).delete()
