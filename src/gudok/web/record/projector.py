"""The projector: the journal's turns become rows, each exactly once, however often the process dies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gudok.web.record.batch import Batch
from gudok.web.record.facts import apply
from gudok.web.record.models import Cursor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gudok.core.words import Turn

CURSOR = "journal"


class RacedError(Exception):
    """Another projector moved the cursor meanwhile: nothing of this batch was kept."""


class GapError(Exception):
    """The turns do not follow the rows: a turn is missing between."""


def position() -> int:
    """The number of the last turn that is in the rows."""
    return Cursor.objects.get_or_create(name=CURSOR)[0].n


@transaction.atomic
def project(turns: Sequence[Turn]) -> int:
    """Bring turns into the rows, all or none; those that are in already are passed over. Returns the new position."""
    before = position()
    fresh = [turn for turn in turns if turn.n > before]
    if not fresh:
        return before
    if fresh[0].n != before + 1:
        raise GapError(f"the rows stand at turn {before}, the next one offered is {fresh[0].n}")
    batch = Batch(fresh)
    for turn in fresh:
        apply(batch, turn)
    batch.save()
    moved = Cursor.objects.filter(name=CURSOR, n=before).update(n=fresh[-1].n)
    if not moved:
        raise RacedError(f"turns {before + 1} to {fresh[-1].n} were projected by another process")
    return fresh[-1].n
