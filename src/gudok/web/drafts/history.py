"""The history of a placed record: letters typed one after another are one change."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.drafts.models import Record

ONE = timedelta(minutes=1)
"""So long a person's typing in one field is one change."""


def note_change(who: User, record: Record, field: str, before: str, after: str, what: str = "") -> None:
    """A field as it was typed."""
    now = timezone.now()
    last = record.changes.last()
    same = last is not None and (last.field, last.what, last.who_id) == (field, what, who.pk) and now - last.at < ONE
    if same:
        last.after, last.at = after, now
        last.save()
        return
    note_step(who, record, field, before, after, what)


def note_step(who: User | None, record: Record, field: str, before: str, after: str, what: str = "") -> None:
    """Something done at once, a move: always a line of its own. Without a person it was the program."""
    record.changes.create(who=who, at=timezone.now(), field=field, what=what[:200], before=before, after=after)
