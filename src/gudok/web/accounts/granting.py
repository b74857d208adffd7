"""Nobody gives what is not theirs: who may change people gives only rights they have, or those of an operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.web.accounts.backend import rights_of
from gudok.web.accounts.models import OwnRole, Team, User
from gudok.web.accounts.roles import ROLE_NAMES, ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

OWN = "own-"
"""Before the id of an own role where built-in and own roles stand in one list."""


def may_grant(actor: User | None, rights: Iterable[str]) -> bool:
    """Without an actor the program itself asks, which may."""
    return actor is None or set(rights) <= rights_of(actor) | ROLES[Role.OPERATOR]


def people_of(actor: User) -> QuerySet[User]:
    """The people this person may change: all, or those of the teams led."""
    if actor.sees == User.Sees.CENTRE:
        return User.objects.all()
    return User.objects.filter(team__in=actor.led_teams.all())


def may_change(actor: User, user: User) -> bool:
    """Whoever has more rights than oneself is out of reach, else their password would be a way to them."""
    return people_of(actor).filter(pk=user.pk).exists() and may_grant(actor, roles_rights(user))


def roles_rights(user: User) -> frozenset[str]:
    """What the roles give, also to a person who may not sign in now."""
    own = [frozenset(role.rights) for role in user.own_roles.all()]
    return frozenset().union(*(ROLES[name] for name in user.role_names), *own)


def role_choices(actor: User | None) -> list[tuple[str, StrOrPromise]]:
    """The roles this person may give: built-in ones by code, own ones as `own-<id>`."""
    built_in = [(role.value, name) for role, name in ROLE_NAMES.items() if may_grant(actor, ROLES[role])]
    own = [(f"{OWN}{role.pk}", role.name) for role in OwnRole.objects.all() if may_grant(actor, role.rights)]
    return [*built_in, *own]


def chosen_roles(user: User) -> list[str]:
    """A person's roles as `role_choices` names them."""
    return [*user.role_names, *(f"{OWN}{role.pk}" for role in user.own_roles.all())]


def split_roles(chosen: Iterable[str]) -> tuple[list[str], list[OwnRole]]:
    """Built-in names, and the own roles."""
    names = list(chosen)
    own = [int(name.removeprefix(OWN)) for name in names if name.startswith(OWN)]
    return [name for name in names if not name.startswith(OWN)], list(OwnRole.objects.filter(pk__in=own))


def team_choices(actor: User | None) -> QuerySet[Team]:
    """The teams this person may put somebody into."""
    return Team.objects.all() if actor is None or actor.sees == User.Sees.CENTRE else actor.led_teams.all()
