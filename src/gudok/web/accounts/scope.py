"""Of whom a person may see: the whole centre, the own teams and queues, or nobody but oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from gudok.web.accounts.backend import rights_of
from gudok.web.accounts.models import Team, User
from gudok.web.accounts.rights import SEE_ALL, SEE_TEAM

if TYPE_CHECKING:
    from collections.abc import Iterable


class Scope(NamedTuple):
    """Core ids. A call is in it by its queue, or by an operator it rang at."""

    queues: frozenset[str] = frozenset()
    operators: frozenset[str] = frozenset()


def scope_of(user: User) -> Scope | None:
    """What the rights to see calls and operators reach; None is the whole centre. Remembered on `user`."""
    if not hasattr(user, "_scope"):
        user._scope = _find(user)  # type: ignore[attr-defined]
    return user._scope  # type: ignore[attr-defined]


def _find(user: User) -> Scope | None:
    rights = rights_of(user)
    if SEE_ALL in rights:
        return None
    team = _teams_scope(user) if SEE_TEAM in rights else Scope()
    own = operators_of([user]) if "calls.see_own" in rights else frozenset()
    return Scope(team.queues, team.operators | own)


def _teams_scope(user: User) -> Scope:
    """Teams the person leads or belongs to, with their members and queues, and the queues watched."""
    teams = Team.objects.filter(Q(leads=user) | Q(members=user)).distinct().prefetch_related("queues")
    queues = [queue for team in teams for queue in team.queues.all()] + list(user.watches.all())
    people = User.objects.filter(team__in=teams).select_related("operator")
    return Scope(frozenset(queue.core_id for queue in queues), operators_of(people))


def operators_of(people: Iterable[User]) -> frozenset[str]:
    """The core's ids of those who have a telephone."""
    return frozenset(user.operator.core_id for user in people if getattr(user, "operator", None))
