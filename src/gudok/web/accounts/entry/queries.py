from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.utils import timezone

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gudok.web.accounts.entry.models import Entry
    from gudok.web.accounts.models import User


def open_sessions(user: User) -> QuerySet[Entry]:
    """The sessions a person could go on with, last seen first."""
    live = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return user.entries.filter(session__in=live)
