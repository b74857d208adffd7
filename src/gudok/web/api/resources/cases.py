"""Cases: complaints, wishes, questions, requests to other services; read, registered, changed, answered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from gudok.web.api.door import open_to
from gudok.web.api.etags import check_match, tagged
from gudok.web.api.problems import Problem, invalid
from gudok.web.api.resources.calls import aware
from gudok.web.api.shapes import Body, Cursor, Limit, Page, by_key, found, key_of, number
from gudok.web.cases import actions, queries
from gudok.web.cases.choices import CaseKind, Service
from gudok.web.cases.models import Case
from gudok.web.cases.saving import save_fields
from gudok.web.drafts.calls import Known
from gudok.web.drafts.merge import Change
from gudok.web.people import numbers
from gudok.web.people.models import Customer

if TYPE_CHECKING:
    from gudok.web.api.caller import Caller
    from gudok.web.cases.models import CaseNote

router = Router(tags=["Complaints and wishes"])
READ = open_to("cases:read", "cases.take", "cases.see", "cases.serve")
TAKE = open_to("cases:write", "cases.take")
WORK = open_to("cases:write", "cases.take", "cases.serve")
Clean = r"^[^\x00]*$"
Name = Annotated[str, Field(max_length=120, pattern=Clean)]
Phone = Annotated[str, Field(max_length=40, pattern=Clean, examples=["+79123456789"])]
Subject = Annotated[str, Field(max_length=200, pattern=Clean, examples=["The parcel came open"])]
Text = Annotated[str, Field(max_length=10_000, pattern=Clean)]
Wanted = Annotated[str, Field(max_length=2_000, pattern=Clean)]
Id = Annotated[str, Field(max_length=18, pattern=r"^\d*$")]
Code = Annotated[str, Field(max_length=40, pattern=r"^[0-9A-Za-z_-]*$", description="A code, or empty.")]
Severity = Literal["low", "usual", "high", "urgent"]
How = Literal["", "call", "mail", "paper", "person"]
BY_CODE: dict[str, Any] = {"kind": CaseKind, "service": Service}


class CaseFilter(Body):
    q: Annotated[str, Field(max_length=120, description="A number, a name, a telephone number or a subject.")] = ""
    kind: Annotated[str, Field(max_length=40, description="A kind's code.")] = ""
    service: Annotated[str, Field(max_length=40, description="A service's code.")] = ""
    state: Literal["", "open", "answered", "closed"] = ""
    overdue: Annotated[bool, Field(description="Only those whose deadline is over.")] = False
    customer: Id = ""
    parent: Annotated[str, Field(max_length=18, pattern=r"^\d*$", description="Requests because of this case.")] = ""
    call: Annotated[str, Field(max_length=24, description="Taken in this call.")] = ""
    cursor: Cursor = ""
    limit: Limit = 50


class CaseShown(Body):
    id: str
    number: Annotated[int, Field(description="What the customer is told.")]
    kind: Annotated[str, Field(description="Its code.", examples=["complaint"])]
    state: Annotated[str, Field(description="open, answered or closed.", examples=["open"])]
    severity: str
    subject: str
    text: str
    wanted: str
    customer: str
    name: str
    phone: Annotated[str, Field(description="Masked without `numbers:full`.")]
    order: Annotated[str, Field(description="An order's id, or empty.")]
    parent: Annotated[str, Field(description="The case because of which a service is asked; empty for others.")]
    service: Annotated[str, Field(description="The code of the service that answers, or empty.")]
    owner: Annotated[str, Field(description="Who is responsible: a person's id.")]
    due_at: datetime | None
    overdue: bool
    level: Annotated[int, Field(description="How many of the kind's responsible have had it.")]
    reply: str
    how: Annotated[str, Field(description="How the customer was answered; empty while nobody has said.")]
    answered_at: datetime | None
    closed_at: datetime | None
    call: str
    taken_by: Annotated[str, Field(description="A person's id.")]
    placed_at: datetime
    changed_at: datetime


class CaseNew(Body):
    kind: Code
    subject: Subject = ""
    text: Text = ""
    wanted: Wanted = ""
    severity: Severity = "usual"
    customer: Id = ""
    name: Name = ""
    phone: Phone = ""
    order: Id = ""
    service: Code = ""
    parent: Id = ""


class CaseChange(Body):
    """Only what is sent changes."""

    kind: Code | None = None
    subject: Subject | None = None
    text: Text | None = None
    wanted: Wanted | None = None
    severity: Severity | None = None
    name: Name | None = None
    phone: Phone | None = None
    order: Id | None = None
    service: Code | None = None
    owner: Id | None = None
    due_at: Annotated[datetime | None, Field(description="For who may change deadlines.")] = None
    reply: Text | None = None
    how: How | None = None


class CaseMove(Body):
    state: Annotated[Literal["answered", "closed", "open"], Field(description="open: reopened, because of `why`.")]
    why: Annotated[str, Field(max_length=200, pattern=Clean)] = ""


class CaseNoteShown(Body):
    id: str
    at: datetime
    who: Annotated[str, Field(description="A person's id.")]
    text: str


class NoteNew(Body):
    text: Annotated[str, Field(min_length=1, max_length=4_000, pattern=r"^[^\x00]*[^\x00\s][^\x00]*$")]


@router.get("/cases", response=Page[CaseShown], url_name="api_cases", **READ)
def list_cases(request: HttpRequest, chosen: Query[CaseFilter]) -> dict[str, Any]:
    """Registered cases the caller may see, the newest first."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    rows = queries.overdue(_rows(caller)) if chosen.overdue else _rows(caller)
    if chosen.q.strip():
        rows = queries.find(rows, chosen.q.replace("\0", ""), masked=caller.masked)
    wanted = {
        "kind__code": chosen.kind, "service__code": chosen.service, "state": chosen.state, "customer": chosen.customer,
        "parent": chosen.parent, "call": chosen.call,
    }  # fmt: skip
    rows = rows.filter(**{name: value.replace("\0", "") for name, value in wanted.items() if value})
    items, more = by_key(rows, chosen.cursor, chosen.limit, newest=True)
    return {"items": [shown(row, caller.masked) for row in items], "next": more}


@router.get("/cases/{id}", response={200: CaseShown, 304: None}, url_name="api_case", **READ)
def get_case(request: HttpRequest, response: HttpResponse, id: str) -> Any:  # noqa: A002 the address's own word
    caller: Caller = request.caller  # type: ignore[attr-defined]
    seen = shown(_one(caller, id), caller.masked)
    return tagged(request, response, seen) or seen


@router.post("/cases", response={201: CaseShown}, url_name="api_cases", **TAKE)
def add_case(request: HttpRequest, response: HttpResponse, body: CaseNew) -> Any:
    """Take and register a case in one; send it with an Idempotency-Key."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    who = Customer.objects.filter(pk=body.customer).first() if body.customer else None
    if body.customer and who is None:
        raise _wrong("customer", "unknown", "There is no customer of this id.")
    parent = _rows(caller).filter(pk=body.parent).first() if body.parent else None
    if body.parent and parent is None:
        raise _wrong("parent", "unknown", "There is no case of this id.")
    known = Known(who, body.name or (who.name if who else ""), numbers.parse(body.phone).e164 or body.phone)
    fields = body.dict(exclude={"customer", "parent", "name", "phone"})
    with transaction.atomic():
        case = actions.begin_case(caller.person, "", known, parent)
        _save(caller, case, fields)
        if lacks := queries.missing(case):
            raise _wrong(lacks[0], "required", "The case is not complete.")
        actions.place_case(caller.person, case.pk)
    seen = shown(_one(caller, str(case.pk)), caller.masked)
    tagged(request, response, seen)
    return Status(201, seen)


@router.patch("/cases/{id}", response=CaseShown, url_name="api_case", **WORK)
def change_case(request: HttpRequest, response: HttpResponse, id: str, body: CaseChange) -> Any:  # noqa: A002
    """Change fields of a case that is not closed; each stands in its history."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    case = _one(caller, id)
    check_match(request, shown(case, caller.masked))
    if not queries.may_change(caller.person, case):
        raise Problem(409, "refused", "It is closed, or another service's: nothing is changed.")
    _save(caller, case, body.dict(exclude_unset=True))
    seen = shown(_one(caller, id), caller.masked)
    tagged(request, response, seen)
    return seen


@router.post("/cases/{id}/move", response=CaseShown, url_name="api_case_move", **WORK)
def move_case(request: HttpRequest, id: str, body: CaseMove) -> Any:  # noqa: A002
    """Answered, closed, or opened again with a reason; 409 where it may not be so."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    case = _one(caller, id)
    try:
        if body.state == "open":
            ok = actions.reopen_case(caller.person, case.pk, body.why)
        else:
            ok = actions.move_case(caller.person, case.pk, body.state)
    except ValueError:
        raise Problem(409, "refused", "It has no reply yet.") from None
    if not ok:
        raise Problem(409, "refused", "The case may not be moved there from where it is.")
    return shown(_one(caller, id), caller.masked)


@router.get("/cases/{id}/notes", response=list[CaseNoteShown], url_name="api_case_notes", **READ)
def list_notes(request: HttpRequest, id: str) -> list[dict[str, Any]]:  # noqa: A002
    """What those who work on it have told each other, the oldest first."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    return [_note(row) for row in _one(caller, id).notes.all()]


@router.post("/cases/{id}/notes", response={201: CaseNoteShown}, url_name="api_case_notes", **WORK)
def add_note(request: HttpRequest, id: str, body: NoteNew) -> Any:  # noqa: A002
    caller: Caller = request.caller  # type: ignore[attr-defined]
    row = actions.add_note(caller.person, _one(caller, id), body.text)
    if row is None:
        raise _wrong("text", "required", "Write something.")
    return Status(201, _note(row))


def shown(row: Case, masked: bool) -> dict[str, Any]:
    kept = (
        "number", "state", "severity", "subject", "text", "wanted", "name", "due_at", "overdue", "level", "reply",
        "how", "answered_at", "closed_at", "call", "placed_at", "changed_at",
    )  # fmt: skip
    ids = {name: str(getattr(row, f"{name}_id") or "") for name in ("customer", "order", "parent", "owner")}
    codes = {name: of.code if (of := getattr(row, name)) else "" for name in BY_CODE}
    phone = number(numbers.show(row.phone), row.phone, masked)
    own = {"id": str(row.pk), "phone": phone, "taken_by": str(row.author_id or "")}
    return {name: getattr(row, name) for name in kept} | ids | codes | own


def _note(row: CaseNote) -> dict[str, Any]:
    return {"id": str(row.pk), "at": row.at, "who": str(row.who_id or ""), "text": row.text}


def _rows(caller: Caller) -> Any:
    return queries.placed(caller.person).select_related("kind", "service")


def _one(caller: Caller, id_: str) -> Case:
    return found(_rows(caller), pk=key_of(id_))


def _save(caller: Caller, case: Case, sent: dict[str, Any]) -> None:
    """Save all of it, or nothing: what is wrong is told by its fields."""
    changes = [Change(*_sent(name, value), case.version) for name, value in sent.items() if value is not None]
    with transaction.atomic():
        saved = save_fields(caller.person, case.pk, changes, "api")
        if saved.wrong:
            wrong = [("due_at" if name == "due" else name, text) for name, text in saved.wrong.items()]
            raise invalid([{"field": name, "code": "invalid", "message": text} for name, text in wrong])
        if saved.conflicts:
            raise Problem(409, "changed_meanwhile", "Somebody has changed the same fields just now.")
    case.refresh_from_db()


def _sent(name: str, value: Any) -> tuple[str, str]:
    """A field and its value as the form has them: of a kind its key, which nothing has for a code that is none."""
    if name == "due_at":
        return "due", aware(value).isoformat(timespec="minutes")
    if name not in BY_CODE or not value:
        return name, str(value)
    return name, str(BY_CODE[name].objects.filter(code=value).values_list("pk", flat=True).first() or 0)


def _wrong(field: str, code: str, message: str) -> Problem:
    return invalid([{"field": field, "code": code, "message": message}])
