"""The audit: who changed what, newest first. Read only: nobody changes it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from gudok.web.api.door import open_to
from gudok.web.api.shapes import Body, Cursor, Limit, Page, by_key
from gudok.web.audit import queries
from gudok.web.people import numbers

router = Router(tags=["Audit"])


class AuditFilter(Body):
    person: Annotated[str, Field(max_length=120, description="A part of the person's name.")] = ""
    verb: Annotated[str, Field(max_length=60, description="The beginning of the verb.", examples=["queue."])] = ""
    cursor: Cursor = ""
    limit: Limit = 50


class AuditShown(Body):
    id: str
    at: datetime
    person: Annotated[str, Field(description="Who did it; `gudok` for the program itself.")]
    verb: Annotated[str, Field(examples=["queue.changed"])]
    kind: Annotated[str, Field(examples=["setup.queue"])]
    row: Annotated[str, Field(description="The row's key.")]
    name: Annotated[str, Field(description="What the row was called.")]
    before: dict[str, Any]
    after: dict[str, Any]


@router.get("/audit", response=Page[AuditShown], url_name="api_audit", **open_to("audit:read", "audit.see"))
def list_audit(request: HttpRequest, chosen: Query[AuditFilter]) -> dict[str, Any]:
    """Changes and who made them; secrets never stand here."""
    rows = queries.entries(person=chosen.person.replace("\0", ""), verb=chosen.verb.replace("\0", ""))
    items, more = by_key(rows, chosen.cursor, chosen.limit, newest=True)
    hidden = request.caller.masked  # type: ignore[attr-defined]
    shown = [
        {
            "id": str(row.pk),
            "at": row.at,
            "person": row.actor_name,
            "verb": row.verb,
            "kind": row.kind,
            "row": row.row_id,
            "name": row.row_name,
            "before": _masked(row.before) if hidden else row.before,
            "after": _masked(row.after) if hidden else row.after,
        }
        for row in items
    ]
    return {"items": shown, "next": more}


def _masked(values: dict[str, Any]) -> dict[str, Any]:
    """A row's picture without its customers' numbers in full."""
    return values | {"phones": [numbers.mask(str(one)) for one in values["phones"]]} if "phones" in values else values
