"""Customers: who calls us."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from gudok.web.api.door import open_to
from gudok.web.api.etags import check_match, tagged
from gudok.web.api.forms import changed_by
from gudok.web.api.problems import Problem
from gudok.web.api.shapes import Body, Cursor, Limit, Page, by_key, found, key_of
from gudok.web.people import actions, numbers, queries
from gudok.web.people.forms import CustomerForm
from gudok.web.people.models import Customer

if TYPE_CHECKING:
    from gudok.web.api.caller import Caller

router = Router(tags=["Customers"])
READ = open_to("customers:read", "customers.see")
WRITE = open_to("customers:write", "customers.change")
Name = Annotated[str, Field(min_length=1, max_length=120, examples=["Anna Petrova"])]
Company = Annotated[str, Field(max_length=120)]
Code = Annotated[
    str,
    Field(max_length=20, description="The customer's own number with us, unique; empty for none.", examples=["10042"]),
]
Text = Annotated[str, Field(max_length=20_000)]
Phones = Annotated[
    list[Annotated[str, Field(max_length=40)]],
    Field(
        max_length=50,
        description="In any writing; without a country code of the centre's country.",
        examples=[["+79123456789"]],
    ),
]

Scores = Annotated[
    dict[Annotated[str, Field(pattern=r"^o\d{1,18}$")], Annotated[int, Field(ge=1, le=1000)]],
    Field(max_length=500, description="Scores by operator, greater is better.", examples=[{"o5": 80}]),
]
SCORES = ("preferred", "forecasts")


class CustomerFilter(Body):
    q: Annotated[str, Field(max_length=120, description="A part of the name, company or number, or the code.")] = ""
    vip: Annotated[bool, Field(description="VIPs only.")] = False
    cursor: Cursor = ""
    limit: Limit = 50


class CustomerShown(Body):
    id: Annotated[str, Field(examples=["17"])]
    name: str
    company: str
    code: str
    vip: bool
    note: str
    phones: Annotated[list[str], Field(description="E.164; masked without `numbers:full`.")]
    preferred: Scores
    forecasts: Scores
    since: datetime


class CustomerNew(Body):
    name: Name
    company: Company = ""
    code: Code = ""
    vip: bool = False
    note: Text = ""
    phones: Phones = Field(default_factory=list)
    preferred: Scores = Field(default_factory=dict)
    forecasts: Scores = Field(default_factory=dict)


class CustomerChange(Body):
    """Only what is sent changes; `phones`, `preferred` and `forecasts` are whole lists."""

    name: Name | None = None
    company: Company | None = None
    code: Code | None = None
    vip: bool | None = None
    note: Text | None = None
    phones: Phones | None = None
    preferred: Scores | None = None
    forecasts: Scores | None = None


@router.get("/customers", response=Page[CustomerShown], url_name="api_customers", **READ)
def list_customers(request: HttpRequest, chosen: Query[CustomerFilter]) -> dict[str, Any]:
    """Customers in the order they were added."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    rows = queries.search(chosen.q.replace("\0", ""), vip=chosen.vip, masked=caller.masked)
    items, more = by_key(rows, chosen.cursor, chosen.limit)
    return {"items": [shown(row, caller.masked) for row in items], "next": more}


@router.post("/customers", response={201: CustomerShown}, url_name="api_customers", **WRITE)
def add_customer(request: HttpRequest, response: HttpResponse, body: CustomerNew) -> Any:
    """Add a customer. A number may belong to one customer only."""
    return _save(request, response, None, body.dict())


@router.get("/customers/{id}", response={200: CustomerShown, 304: None}, url_name="api_customer", **READ)
def get_customer(request: HttpRequest, response: HttpResponse, id: str) -> Any:  # noqa: A002 the address's own word
    caller: Caller = request.caller  # type: ignore[attr-defined]
    seen = shown(_one(id), caller.masked)
    return tagged(request, response, seen) or seen


@router.patch("/customers/{id}", response=CustomerShown, url_name="api_customer", **WRITE)
def change_customer(request: HttpRequest, response: HttpResponse, id: str, body: CustomerChange) -> Any:  # noqa: A002
    """Change a customer; who sees masked numbers cannot change them."""
    row = _one(id)
    sent = {name: value for name, value in body.dict(exclude_unset=True).items() if value is not None}
    check_match(request, shown(row, request.caller.masked))  # type: ignore[attr-defined]
    return _save(request, response, row, sent)


@router.delete("/customers/{id}", response={204: None}, url_name="api_customer", **WRITE)
def delete_customer(request: HttpRequest, id: str) -> Any:  # noqa: A002
    """Delete a customer; the calls stay, without a name."""
    row = _one(id)
    check_match(request, shown(row, request.caller.masked))  # type: ignore[attr-defined]
    actions.delete_customer(request.user, row)  # type: ignore[arg-type]
    return Status(204, None)


def _save(request: HttpRequest, response: HttpResponse, row: Customer | None, sent: dict[str, Any]) -> Any:
    caller: Caller = request.caller  # type: ignore[attr-defined]
    if row is not None and "phones" in sent and caller.masked:
        raise Problem(403, "forbidden", "Who sees masked numbers cannot change them.", scope="numbers:full")
    kept = ("name", "company", "code", "vip", "note")
    had: dict[str, Any] = {name: getattr(row, name) for name in kept} if row else {}
    if row and not caller.masked:
        had["phones"] = [phone.e164 for phone in row.phones.all()]
    data = had | sent
    phones: list[str] = data.get("phones", [])
    data["phones"] = "\n".join(line.replace("\n", " ") for line in phones)
    values = changed_by(CustomerForm(data, instance=row, full_numbers=row is None or not caller.masked))
    scores = {name: sent[name] for name in SCORES if name in sent}
    saved = actions.save_customer(caller.person, row, values | scores)
    seen = shown(saved, caller.masked)
    tagged(request, response, seen)
    return Status(201 if row is None else 200, seen)


def shown(row: Customer, masked: bool) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "name": row.name,
        "company": row.company,
        "code": row.code or "",
        "vip": row.vip,
        "note": row.note,
        "phones": [numbers.mask(phone.shown) if masked else phone.e164 for phone in row.phones.all()],
        "preferred": row.preferred,
        "forecasts": row.forecasts,
        "since": row.since,
    }


def _one(id_: str) -> Customer:
    return found(Customer.objects.all(), pk=key_of(id_))
