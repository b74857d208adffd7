"""What was written to operators, and who has read it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query
from pydantic import Field

from gudok.web.accounts.scope import scope_of
from gudok.web.api.door import open_to
from gudok.web.api.problems import invalid
from gudok.web.api.resources.supervise import router
from gudok.web.api.shapes import Body, Cursor, Limit, Named, Page, named
from gudok.web.record.messages import Message
from gudok.web.record.models import Name
from gudok.web.supervise.queries import person_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gudok.web.accounts.models import User
    from gudok.web.api.caller import Caller


class Receipt(Body):
    operator: Named
    read_at: Annotated[datetime | None, Field(description="Null: not read yet.")]


class MessageShown(Body):
    id: str
    at: datetime
    by: Annotated[Named, Field(description="`id` is empty for one without a telephone.")]
    kind: Annotated[str, Field(description="agent, queue, all; or what was forced on an operator with these words.")]
    to: Annotated[Named, Field(description="The operator or the queue; both empty for all.")]
    text: str
    receipts: Annotated[list[Receipt], Field(description="Everybody on whose desk it stands.")]


class MessageFilter(Body):
    operator: Annotated[str, Field(max_length=24, description="On this operator's desk only.")] = ""
    unread: Annotated[bool, Field(description="Only what somebody has not read yet.")] = False
    cursor: Cursor = ""
    limit: Limit = 50


@router.get("/messages", response=Page[MessageShown], url_name="api_messages", **open_to("supervise", "message.send"))
def list_messages(request: HttpRequest, chosen: Query[MessageFilter]) -> dict[str, Any]:
    """Messages to operators, newest first, with when each read it; one's own, and those to operators one sees."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    rows = _within(caller.person).prefetch_related("receipts")
    if chosen.operator:
        rows = rows.filter(receipts__agent=chosen.operator.replace("\0", ""))
    if chosen.unread:
        rows = rows.filter(receipts__read_at=None, receipts__isnull=False)
    found = list(_after(rows, chosen.cursor).distinct()[: chosen.limit + 1])
    more = found[chosen.limit - 1].id if len(found) > chosen.limit else ""
    names = dict(Name.objects.values_list("id", "name"))
    return {"items": [_shown(row, names) for row in found[: chosen.limit]], "next": more}


def _within(person: User) -> QuerySet[Message]:
    scope = scope_of(person)
    if scope is None:
        return Message.objects.all()
    return Message.objects.filter(Q(by=person_of(person).by) | Q(receipts__agent__in=scope.operators))


def _after(rows: QuerySet[Message], cursor: str) -> QuerySet[Message]:
    if not cursor:
        return rows
    last = Message.objects.filter(pk=cursor).first()
    if last is None:
        raise invalid([{"field": "cursor", "code": "invalid", "message": "Not the cursor of a page."}])
    return rows.filter(Q(at__lt=last.at) | Q(at=last.at, id__lt=last.id))


def _shown(row: Message, names: dict[str, str]) -> dict[str, Any]:
    by = named(row.by, names) if row.by in names else {"id": "", "name": row.by}
    receipts = [{"operator": named(one.agent, names), "read_at": one.read_at} for one in row.receipts.all()]
    shown = {"id": row.id, "at": row.at, "by": by, "kind": row.kind, "to": named(row.to, names), "text": row.text}
    return shown | {"receipts": receipts}
