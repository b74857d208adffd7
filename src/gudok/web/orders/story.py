"""Orders as a part of a customer's story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gudok.web.catalogue.money import show_money
from gudok.web.orders.queries import placed
from gudok.web.people.story import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from gudok.web.accounts.models import User
    from gudok.web.people.models import Customer


def read(person: User, customer: Customer, before: datetime, most: int) -> Iterable[Entry]:
    """The customer's orders this person may see, at the time they were placed."""
    rows = placed(person).filter(customer=customer, placed_at__lt=before).select_related("status")
    return [
        Entry(
            row.placed_at,
            f"{_('Order')} {row}",
            " · ".join(filter(None, (str(row.status or ""), show_money(row.total, get_language() or "ru")))),
            reverse("order", args=[row.pk]),
        )
        for row in rows.order_by("-placed_at", "-id")[:most]
        if row.placed_at is not None
    ]
