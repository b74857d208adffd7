"""Cases as a part of a customer's story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from gudok.web.cases.queries import placed
from gudok.web.people.story import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from gudok.web.accounts.models import User
    from gudok.web.people.models import Customer


def read(person: User, customer: Customer, before: datetime, most: int) -> Iterable[Entry]:
    """The customer's cases this person may see, at the time they were registered."""
    rows = placed(person).filter(customer=customer, placed_at__lt=before).select_related("kind")
    return [
        Entry(
            row.placed_at,
            f"{row.kind} {row}",
            " · ".join(filter(None, (row.get_state_display(), row.subject))),
            reverse("case", args=[row.pk]),
            bad=row.overdue,
        )
        for row in rows.order_by("-placed_at", "-id")[:most]
        if row.placed_at is not None
    ]
