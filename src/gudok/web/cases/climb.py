"""The worker's round over overdue cases: each goes to the next responsible of its kind's chain."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from gudok.web.audit.actions import write_change
from gudok.web.cases.actions import locked, next_of, people, tell_case
from gudok.web.cases.deadline import working
from gudok.web.cases.models import Case
from gudok.web.drafts.history import note_step
from gudok.web.setup.centre import the_centre

if TYPE_CHECKING:
    from datetime import datetime

log = logging.getLogger(__name__)

BATCH = 200
"""So many at a time: the worker looks at the journal in between."""


def climb_overdue(now: datetime | None = None) -> int:
    """Let every case climb whose time is over; says how many did."""
    now = now or timezone.now()
    found = (
        Case.objects.filter(climb_at__lte=now, state=Case.State.OPEN).order_by("climb_at").values_list("pk", flat=True)
    )
    climbed = sum(climb(pk, now) for pk in found[:BATCH])
    if climbed:
        log.info("overdue cases gone to the next responsible: %d", climbed)
    return climbed


@transaction.atomic
def climb(pk: int, now: datetime) -> bool:
    """One step up, all of it or nothing: who comes a second time, or after a death in between, finds what is true."""
    case = locked(pk)
    if case.state != Case.State.OPEN or case.climb_at is None or case.climb_at > now or case.kind is None:
        return False
    chain, before = case.kind.chain, case.owner
    known = {login: user for login, user in people(chain).items() if user.pk != case.owner_id}
    case.level, owner = next_of(chain, case.level, known)
    if owner is None:
        # The last one has it already; the list shows it as overdue.
        case.climb_at = None
        case.save(update_fields=["climb_at", "level"])
        return False
    schedule = case.kind.schedule.rules() if case.kind.schedule else None
    due = case.due_at.isoformat() if case.due_at else ""
    case.owner, case.climb_at = owner, working(schedule, the_centre().zone, now, case.kind.climb_h)
    case.version += 1
    case.versions["owner"] = [case.version, "", "gudok"]
    case.changed_at = now
    case.save()
    note_step(None, case, "climbed", str(before or ""), str(owner), due)
    write_change(None, "case.climbed", case, {"owner": str(before or "")}, {"owner": str(owner), "due": due})
    tell_case("case.climbed", None, case, level=case.level)
    return True
