"""Changes of the set-up: each one transaction with its audit entry and a new version, then told to the engine."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.auth.models import Group
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from gudok.web.accounts.backend import rights_of
from gudok.web.accounts.models import User
from gudok.web.accounts.roles import Role
from gudok.web.audit.actions import write_change
from gudok.web.audit.snapshots import snapshot
from gudok.web.setup.models import Operator, SettingsVersion, new_secret
from gudok.web.setup.publish import publish_settings
from gudok.web.versions.actions import keep_version

if TYPE_CHECKING:
    from collections.abc import Iterator

_gathering: ContextVar[bool] = ContextVar("gathering", default=False)

Row = TypeVar("Row", bound=models.Model)

_USER_FIELDS = (
    "full_name", "login", "email", "language", "time_zone", "hide_numbers", "is_active", "sees", "team",
    "must_change_password",
)  # fmt: skip
_USER_SETS = ("own_roles", "watches")


def bump_version(actor: User | None = None, by: str = "") -> None:
    """Count the change, keep the set-up as it is now as a version, and tell the engine once the rows are safe.

    `by` names who did it where that is not a person of the records.
    """
    if _gathering.get():
        return
    SettingsVersion.objects.get_or_create(pk=1)
    SettingsVersion.objects.filter(pk=1).update(n=F("n") + 1)
    keep_version(actor, by, SettingsVersion.objects.get(pk=1).n)
    transaction.on_commit(publish_settings)


@contextmanager
def together(actor: User | None, by: str = "") -> Iterator[None]:
    """Make all changes inside one version; to be used inside a transaction."""
    token = _gathering.set(True)
    try:
        yield
    finally:
        _gathering.reset(token)
    bump_version(actor, by)


@transaction.atomic
def save_row(actor: User | None, model: type[Row], pk: int | None, values: dict[str, Any]) -> Row:
    """Add a queue, number, trunk or pause reason, or change the one with `pk`."""
    row = model._default_manager.get(pk=pk) if pk else model()
    before = snapshot(row) if pk else {}
    for field, value in values.items():
        setattr(row, field, value)
    row.save()
    write_change(actor, f"{model._meta.model_name}.{'changed' if pk else 'added'}", row, before, snapshot(row))
    bump_version(actor)
    return row


@transaction.atomic
def delete_row(actor: User | None, row: models.Model) -> None:
    """Delete a row nobody needs any more; `ProtectedError` when something still uses it."""
    write_change(actor, f"{row._meta.model_name}.deleted", row, snapshot(row), {})
    row.delete()
    bump_version(actor)


@transaction.atomic
def save_person(actor: User | None, pk: int | None, values: dict[str, Any], *, by: str = "") -> User:
    """Add or change a person: account, roles, and the operator's telephone with its queues."""
    user = User.objects.get(pk=pk) if pk else User()
    before = _picture(user) if pk else {}
    for field in _USER_FIELDS:
        if field in values:
            setattr(user, field, values[field])
    if values.get("password"):
        user.set_password(values["password"])
        user.password_changed_at = timezone.now()
    elif not pk:
        user.set_unusable_password()
    user.save()
    user.groups.set([_group(name) for name in values["roles"]])
    for field in _USER_SETS:
        if field in values:
            getattr(user, field).set(values[field])
    _keep_operator(user, values)
    write_change(actor, "person.changed" if pk else "person.added", user, before, _picture(user), by)
    bump_version(actor, by)
    return user


@transaction.atomic
def renew_secret(actor: User | None, operator: Operator) -> str:
    """Give the telephone a new password; the old one stops working when Asterisk has read the change."""
    operator.secret = new_secret()
    operator.save(update_fields=["secret"])
    write_change(actor, "operator.secret_renewed", operator, {}, {})
    bump_version(actor)
    return operator.secret


@transaction.atomic
def keep_telephone(actor: User | None, user_id: int) -> None:
    """A person's rights changed elsewhere: the telephone follows."""
    _keep_operator(User.objects.get(pk=user_id), {})
    bump_version(actor)


@transaction.atomic
def lend_telephone(user: User) -> Operator:
    """The telephone a supervisor listens with: made at the first need, serving no queue."""
    operator = Operator.objects.filter(user=user).first()
    if operator is not None and operator.active:
        return operator
    operator = operator or Operator(user=user, endpoint=f"operator-{user.pk}")
    operator.active = True
    operator.save()
    operator.queues.clear()
    write_change(user, "operator.lent", operator, {}, snapshot(operator))
    bump_version(user)
    return operator


def _group(name: str) -> Group:
    return Group.objects.get_or_create(name=Role(name).value)[0]


def _keep_operator(user: User, values: dict[str, Any]) -> None:
    takes_calls = "desk.use" in rights_of(user)
    operator = Operator.objects.filter(user=user).first()
    if operator is None:
        if not takes_calls:
            return
        operator = Operator(user=user, endpoint=f"operator-{user.pk}")
    operator.active = takes_calls
    operator.kind = values.get("kind", operator.kind)
    operator.codec = values.get("codec", operator.codec)
    operator.nailed = values.get("nailed", operator.nailed)
    operator.lunch_at = values.get("lunch_at", operator.lunch_at)
    operator.skills = values.get("skills", operator.skills)
    operator.standing = values.get("standing", operator.standing)
    operator.save()
    if "queues" in values:
        operator.queues.set(values["queues"])


def _picture(user: User) -> dict[str, Any]:
    operator = Operator.objects.filter(user=user).first()
    telephone = {f"operator.{name}": value for name, value in snapshot(operator).items()} if operator else {}
    return snapshot(user) | {"roles": user.role_names} | telephone
