"""A test call is written into the audit: it may cost money, and it shows one of our numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gudok.web.audit.actions import write_change
from gudok.web.trunks import trial

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.setup.trunk import Trunk


@transaction.atomic
def try_trunk(actor: User | None, trunk: Trunk, number: str) -> str:
    """Have the trunk call a number; says why not, or "" when it does."""
    refused = trial.begin(trunk.pk, number)
    if not refused:
        write_change(actor, "trunk.tried", trunk, {}, {"number": number})
    return refused
