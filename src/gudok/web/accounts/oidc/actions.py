"""Who comes with the company's account: found, added, given the roles of the groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from gudok.web.accounts.models import User
from gudok.web.accounts.outside import NobodyError, add_person, give_roles, login_of, roles_of

if TYPE_CHECKING:
    from gudok.web.accounts.oidc.models import Provider


@transaction.atomic
def person_of(row: Provider, claims: dict[str, Any]) -> User:
    """The person these claims are about; raises NobodyError.

    Found by the provider's own id, then by login: the first time that binds the two for ever.
    """
    subject, login = str(claims.get("sub", ""))[:255], login_of(claims.get(row.login_claim))
    user = User.objects.filter(subject=subject).first() if subject else None
    if user is None and subject and login:
        user = User.objects.filter(login=login, subject=None).first() or _new(row, login, claims)
        user.subject = subject
        user.save(update_fields=["subject"])
    if user is None or not user.is_active:
        raise NobodyError
    if row.roles:
        groups = claims.get(row.groups_claim) or []
        give_roles(user, roles_of(row.roles, map(str, [groups] if isinstance(groups, str) else groups)))
    return user


def _new(row: Provider, login: str, claims: dict[str, Any]) -> User:
    if not row.create:
        raise NobodyError
    return add_person(login, str(claims.get("name") or ""), str(claims.get("email") or ""))
