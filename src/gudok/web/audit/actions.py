"""Writing the audit: called by every other room's actions, inside their transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.web.audit.models import AuditEntry

if TYPE_CHECKING:
    from django.db import models

    from gudok.web.accounts.models import User


def write_change(
    actor: User | None, verb: str, row: models.Model, before: dict[str, Any], after: dict[str, Any], by: str = ""
) -> AuditEntry:
    """Add one entry. `verb` is «noun.past-tense»; without an actor it was `by`, else the program itself."""
    written = entry(actor, verb, row, before, after, by)
    written.save(force_insert=True)
    return written


def entry(
    actor: User | None, verb: str, row: models.Model, before: dict[str, Any], after: dict[str, Any], by: str = ""
) -> AuditEntry:
    """The same, not written yet: for who writes many at once."""
    return AuditEntry(
        actor=actor,
        actor_name=str(actor) if actor else by[:120] or "gudok",
        verb=verb,
        kind=row._meta.label_lower,
        row_id=str(row.pk),
        row_name=str(row)[:200],
        before=before,
        after=after,
    )
