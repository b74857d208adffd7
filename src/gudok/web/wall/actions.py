"""Changes of walls. A shared wall is part of the set-up: its change makes a version; every change is in the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from gudok.web.audit.actions import write_change
from gudok.web.audit.snapshots import snapshot
from gudok.web.setup.actions import bump_version
from gudok.web.wall.models import FirstWall, Wall

if TYPE_CHECKING:
    from gudok.web.accounts.models import Team, User


class ChangedMeanwhileError(Exception):
    """Somebody else has changed the wall since it was read."""


@transaction.atomic
def save_wall(
    actor: User, wall: Wall, values: dict[str, Any], teams: list[Team] | None = None, was: int | None = None
) -> Wall:
    """Add a wall or change it: `values` are fields, `was` the edition they were made from.

    Raises ChangedMeanwhileError, and ValidationError for tiles that cannot be.
    """
    old = Wall.objects.get(pk=wall.pk) if wall.pk else None
    before, was_shared = (snapshot(old), old.owner_id is None) if old else ({}, False)
    if old is not None:
        moved = Wall.objects.filter(pk=wall.pk, edition=old.edition if was is None else was)
        if not moved.update(edition=F("edition") + 1):
            raise ChangedMeanwhileError
        wall = Wall.objects.get(pk=wall.pk)
    for name, value in values.items():
        setattr(wall, name, value)
    wall.clean()
    wall.save()
    if teams is not None:
        wall.teams.set([] if wall.owner_id else teams)
    write_change(actor, "wall.changed" if before else "wall.added", wall, before, snapshot(wall))
    if was_shared or wall.owner_id is None:
        bump_version(actor)
    return wall


@transaction.atomic
def delete_wall(actor: User, wall: Wall) -> None:
    """Delete a wall; whoever had it first has the usual one again."""
    shared = wall.owner_id is None
    write_change(actor, "wall.deleted", wall, snapshot(wall), {})
    wall.delete()
    if shared:
        bump_version(actor)


@transaction.atomic
def choose_first(user: User, wall: Wall | None) -> None:
    """The wall that opens first for this person; None is the usual one."""
    row = FirstWall.objects.filter(user=user).first()
    before = snapshot(row) if row else {}
    row, _ = FirstWall.objects.update_or_create(user=user, defaults={"wall": wall})
    write_change(user, "firstwall.changed", row, before, snapshot(row))
