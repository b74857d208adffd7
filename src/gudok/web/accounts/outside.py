"""People whom an identity provider or a directory vouches for: added, given the roles of their groups."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group

from gudok.web.accounts.granting import chosen_roles, split_roles
from gudok.web.accounts.models import User
from gudok.web.accounts.signals import roles_changed
from gudok.web.audit.actions import write_change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class NobodyError(Exception):
    """They know the person, we do not."""


def login_of(told: Any) -> str:
    """A login in our writing: what stands before @, in small letters; empty when it cannot be one."""
    login = str(told or "").split("@", 1)[0].lower()
    return login if re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,39}", login) else ""


def add_person(login: str, name: str, email: str) -> User:
    """A person without a password of ours; raises NobodyError when the login is somebody else's."""
    if User.objects.filter(login=login).exists():
        raise NobodyError
    user = User.objects.create_user(login, None, full_name=(name or login)[:120], email=email[:254])
    write_change(None, "person.added", user, {}, {"full_name": user.full_name, "login": login})
    return user


def roles_of(roles: Mapping[str, str], groups: Iterable[str]) -> list[str]:
    """The roles that the groups mean; `roles` by group."""
    names = set(groups)
    return sorted({role for group, role in roles.items() if group in names})


def give_roles(user: User, roles: list[str]) -> None:
    """Let the groups decide: what they do not name is taken away."""
    before = chosen_roles(user)
    if sorted(before) == roles:
        return
    built_in, own = split_roles(roles)
    user.groups.set([Group.objects.get_or_create(name=name)[0] for name in built_in])
    user.own_roles.set(own)
    roles_changed.send(User, user=user, actor=None)
    write_change(None, "person.changed", user, {"roles": before}, {"roles": roles})
