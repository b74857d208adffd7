"""Changes of teams, roles and rules: each one transaction with its audit entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from gudok.web.accounts.models import OwnRole, Team
from gudok.web.accounts.signals import roles_changed
from gudok.web.audit.actions import write_change
from gudok.web.audit.snapshots import snapshot

if TYPE_CHECKING:
    from django.db import models

    from gudok.web.accounts.models import User


@transaction.atomic
def save_team(actor: User, team: Team, values: dict[str, Any]) -> Team:
    """Save the name, who leads, who belongs to it, and its queues."""
    old = Team.objects.get(pk=team.pk) if team.pk else None
    before = _team_picture(old) if old else {}
    team.name = values["name"]
    team.save()
    team.leads.set(values["leads"])
    team.queues.set(values["queues"])
    team.members.set(values["members"])
    write_change(actor, "team.changed" if old else "team.added", team, before, _team_picture(team))
    return team


@transaction.atomic
def save_role(actor: User, role: OwnRole, name: str, rights: list[str]) -> OwnRole:
    """Save an own role; who has it has its new rights at once."""
    old = OwnRole.objects.filter(pk=role.pk).first()
    before = snapshot(old) if old else {}
    role.name, role.rights = name, sorted(rights)
    role.save()
    write_change(actor, "ownrole.changed" if old else "ownrole.added", role, before, snapshot(role))
    for user in role.people.all():
        roles_changed.send(type(user), user=user, actor=actor)
    return role


@transaction.atomic
def delete(actor: User, row: Team | OwnRole) -> None:
    """Delete a team (its members have none then) or an own role nobody has."""
    if isinstance(row, OwnRole) and row.people.exists():
        raise InUseError
    write_change(actor, f"{row._meta.model_name}.deleted", row, snapshot(row), {})
    row.delete()


class InUseError(Exception):
    """Somebody has this role."""


@transaction.atomic
def save_rules(actor: User, row: models.Model, verb: str) -> None:
    """Save the one row of rules, or the provider, as a checked form left it."""
    old = type(row)._default_manager.filter(pk=1).first()
    before = snapshot(old) if old else {}
    row.pk = 1
    row.save()
    write_change(actor, verb, row, before, snapshot(row))


def _team_picture(team: Team) -> dict[str, Any]:
    return snapshot(team) | {"members": sorted(team.members.values_list("login", flat=True))}
