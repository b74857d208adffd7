"""What people change about themselves."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from gudok.web.accounts.models import User
from gudok.web.audit.actions import write_change
from gudok.web.audit.snapshots import snapshot


@transaction.atomic
def change_profile(user: User, values: dict[str, Any]) -> None:
    """Save a person's own name, email, language and zone."""
    row = User.objects.get(pk=user.pk)
    before = snapshot(row)
    for field, value in values.items():
        setattr(row, field, value)
    row.save(update_fields=list(values))
    write_change(user, "profile.changed", row, before, snapshot(row))


@transaction.atomic
def change_password(user: User, password: str) -> None:
    """Set a new password; the audit says that it changed, never to what."""
    user.set_password(password)
    user.must_change_password, user.password_changed_at = False, timezone.now()
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])
    write_change(user, "password.changed", user, {}, {})


def choose_language(user: User, language: str) -> None:
    """Keep the language a person switched to."""
    User.objects.filter(pk=user.pk).update(language=language)
