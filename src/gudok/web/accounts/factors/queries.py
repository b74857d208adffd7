from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.web.accounts.factors.models import Totp
from gudok.web.accounts.granting import chosen_roles
from gudok.web.accounts.security.models import rules

if TYPE_CHECKING:
    from gudok.web.accounts.models import User


def has_factor(user: User) -> bool:
    """Whether the person set a second factor up (recovery codes alone are none)."""
    return Totp.objects.filter(user=user).exists() or user.passkeys.exists()


def needs_factor(user: User) -> bool:
    """Whether a role of the person requires one."""
    return not set(rules().factor_roles).isdisjoint(chosen_roles(user))
