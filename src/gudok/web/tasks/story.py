"""Tasks as a part of a customer's story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from gudok.web.people.story import Entry
from gudok.web.tasks.queries import tasks_seen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from gudok.web.accounts.models import User
    from gudok.web.people.models import Customer


def read(person: User, customer: Customer, before: datetime, most: int) -> Iterable[Entry]:
    """The customer's tasks this person may see, at the time they are or were due."""
    if not person.has_perm("tasks.use"):
        return []
    rows = tasks_seen(person).filter(customer=customer, at__lt=before).select_related("queue", "person")
    return [
        Entry(
            row.at,
            _("Task: %(state)s") % {"state": row.get_state_display()},
            " · ".join(filter(None, (row.text, str(row.queue or row.person or "")))),
            bad=row.late,
        )
        for row in rows.order_by("-at", "-id")[:most]
    ]
