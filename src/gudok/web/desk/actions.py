"""Which computer a person's telephone in the browser is at: a lease, renewed while the page is open there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from gudok.web.audit.actions import write_change
from gudok.web.desk.models import Hold

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

LEASE = timedelta(seconds=30)
"""Unless the page asks again within it, the telephone is nobody's."""
RELOAD = timedelta(seconds=5)
"""A page that is left may only be loaded anew: so long its telephone waits for it."""


@transaction.atomic
def take_telephone(user: User, seat: str, page: str, device: str, *, by_force: bool) -> Hold:
    """Take the telephone to this computer, if it is free or `by_force`; who holds it now."""
    now = timezone.now()
    row = Hold.objects.select_for_update().filter(user=user).first()
    others = row is not None and row.seat != seat and row.until > now
    if row is not None and others and not by_force:
        return row
    before = row.device if row is not None and others else None
    if row is None:
        row = Hold(user=user)
    row.seat, row.page, row.device = seat, page, device
    row.since, row.until = now, now + LEASE
    row.save()
    if before is not None:
        write_change(user, "telephone.taken_over", row, {"device": before}, {"device": device})
    return row


def keep_telephone(user: User, seat: str) -> Hold | None:
    """Go on holding it; None when that worked, else who holds it now."""
    now = timezone.now()
    if Hold.objects.filter(user=user, seat=seat).update(until=now + LEASE):
        return None
    return Hold.objects.filter(user=user, until__gt=now).first()


def leave_telephone(user: User, seat: str, page: str) -> None:
    """The page is being left."""
    Hold.objects.filter(user=user, seat=seat, page=page).update(until=timezone.now() + RELOAD)
