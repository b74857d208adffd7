"""Links are given out, and used."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from gudok.web.accounts.invite.models import Invitation
from gudok.web.accounts.ldap.queries import is_theirs
from gudok.web.accounts.security.models import rules
from gudok.web.audit.actions import write_change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gudok.web.accounts.models import User


@transaction.atomic
def invite(actor: User | None, user: User) -> str:
    """Make a link's secret for a person; earlier ones stop working. The present password is good until it is used."""
    (secret,) = invite_all([user])
    write_change(actor, "invitation.made", user, {}, {})
    return secret


def invite_all(users: Sequence[User]) -> list[str]:
    """Secrets for many at once, in their order."""
    until = timezone.now() + timedelta(hours=rules().invitation_hours)
    Invitation.objects.filter(user__in=users, used=None).delete()
    made = [secrets.token_urlsafe(24) for _ in users]
    Invitation.objects.bulk_create(
        Invitation(user=user, hash=_hash(secret), until=until) for user, secret in zip(users, made, strict=True)
    )
    return made


def invited(secret: str) -> User | None:
    """Whom a link's secret is for; None when it is wrong, used or too old."""
    found = Invitation.objects.filter(hash=_hash(secret), used=None, until__gt=timezone.now(), user__is_active=True)
    row = found.select_related("user").first()
    return row.user if row and not is_theirs(row.user) else None


@transaction.atomic
def accept(secret: str, password: str) -> User | None:
    """Give the invited person this password, once; None when the link is no good (any more)."""
    user = invited(secret)
    spent = Invitation.objects.filter(hash=_hash(secret), used=None).update(used=timezone.now())
    if user is None or not spent:
        return None
    user.set_password(password)
    user.must_change_password, user.password_changed_at = False, timezone.now()
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])
    write_change(user, "password.changed", user, {}, {})
    return user


def _hash(secret: str) -> str:
    return salted_hmac("gudok.invitation", secret, algorithm="sha256").hexdigest()
