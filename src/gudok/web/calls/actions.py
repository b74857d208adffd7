"""Listening to a recording, and taking a list of calls away, leave a trace."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from gudok.web.audit.actions import write_change
from gudok.web.audit.models import AuditEntry

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.record.models import Leg

ONE_SITTING = timedelta(minutes=10)
"""A browser asks for one recording many times while a person listens once."""
LISTENED = "recording.listened"


def note_listening(actor: User, leg: Leg) -> None:
    """Write into the audit that this person listened, once a sitting."""
    recent = AuditEntry.objects.filter(actor=actor, verb=LISTENED, row_id=str(leg.pk))
    if not recent.filter(at__gt=timezone.now() - ONE_SITTING).exists():
        write_change(actor, LISTENED, leg, {}, {})


def note_export(actor: User, rows: int) -> None:
    """Who has taken how many calls away as a file."""
    write_change(actor, "calls.exported", actor, {}, {"rows": rows})
