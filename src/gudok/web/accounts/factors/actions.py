"""Changes of a person's second factor; each ends up in the audit, the secrets do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gudok.web.accounts.factors import recovery
from gudok.web.accounts.factors.models import Passkey, RecoveryCode, Totp
from gudok.web.accounts.factors.queries import has_factor
from gudok.web.accounts.sealed import seal
from gudok.web.audit.actions import write_change

if TYPE_CHECKING:
    from gudok.web.accounts.models import User


@transaction.atomic
def add_totp(user: User, secret: str, step: int) -> list[str]:
    """Take the application into use; recovery codes to show, if this is the first factor."""
    first = not has_factor(user)
    Totp.objects.update_or_create(user=user, defaults={"secret": seal(secret), "last_step": step})
    write_change(user, "factor.added", user, {}, {})
    return recovery.renew(user) if first else []


@transaction.atomic
def add_passkey(user: User, name: str, credential: str, data: bytes) -> list[str]:
    """Take a passkey into use; recovery codes to show, if this is the first factor."""
    first = not has_factor(user)
    Passkey.objects.create(user=user, name=name, credential=credential, data=data)
    write_change(user, "factor.added", user, {}, {})
    return recovery.renew(user) if first else []


@transaction.atomic
def drop_factor(user: User, passkey: Passkey | None) -> None:
    """Give the application up, or one passkey; with the last factor go the recovery codes."""
    if passkey is None:
        Totp.objects.filter(user=user).delete()
    else:
        passkey.delete()
    if not has_factor(user):
        RecoveryCode.objects.filter(user=user).delete()
    write_change(user, "factor.dropped", user, {}, {})


@transaction.atomic
def renew_codes(user: User) -> list[str]:
    write_change(user, "recovery_codes.renewed", user, {}, {})
    return recovery.renew(user)


@transaction.atomic
def forget_factors(actor: User, user: User) -> None:
    """A person lost telephone and paper: an administrator takes the second factor away, to be set up anew."""
    Totp.objects.filter(user=user).delete()
    user.passkeys.all().delete()
    RecoveryCode.objects.filter(user=user).delete()
    write_change(actor, "factor.forgotten", user, {}, {})
