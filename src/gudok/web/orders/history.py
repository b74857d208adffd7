"""The history of a placed order: letters typed one after another are one change."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from gudok.web.orders.models import OrderChange

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.orders.models import Order

ONE = timedelta(minutes=1)
"""So long a person's typing in one field is one change."""


def note_change(who: User, order: Order, field: str, before: str, after: str, what: str = "") -> None:
    now = timezone.now()
    last = order.changes.last()
    same = last is not None and (last.field, last.what, last.who_id) == (field, what, who.pk) and now - last.at < ONE
    if last is not None and same and field != "status":
        last.after, last.at = after, now
        last.save()
        return
    OrderChange.objects.create(order=order, who=who, at=now, field=field, what=what[:200], before=before, after=after)
