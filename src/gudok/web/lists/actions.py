"""Views are kept and dropped; a list taken away as a file stands in the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from gudok.web.audit.actions import write_change
from gudok.web.audit.models import AuditEntry
from gudok.web.lists.models import SavedView

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.lists.tables import Table


@transaction.atomic
def save_view(actor: User, list_name: str, name: str, query: str, *, shared: bool) -> SavedView:
    """Keep it under the name; one's own of the same name is replaced."""
    values = {"query": query, "shared": shared, "saved_at": timezone.now()}
    view, _new = SavedView.objects.update_or_create(owner=actor, list=list_name, name=name, defaults=values)
    write_change(actor, "view.saved", view, {}, {"list": list_name, "filter": query[:500], "shared": shared})
    return view


@transaction.atomic
def drop_view(actor: User, view: SavedView) -> None:
    write_change(actor, "view.dropped", view, {"list": view.list, "filter": view.query[:500]}, {})
    view.delete()


def note_taken(actor: User, table: Table, file: str, rows: int, query: str) -> None:
    """Who took how many rows away, and narrowed to what."""
    AuditEntry.objects.create(
        actor=actor, actor_name=str(actor)[:120], verb=table.verb, kind=f"lists.{table.name}", row_id="",
        row_name=file, after={"rows": rows, "filter": query[:500]},
    )  # fmt: skip
