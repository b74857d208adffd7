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
from gudok.web.api.problems import Problem, invalid
from gudok.web.api.shapes import Body, Cursor, Limit, Page, by_key, found, key_of
from gudok.web.people import actions, numbers, queries
from gudok.web.people.forms import MASKED, CustomerForm
from gudok.web.people.lists import mask_email
from gudok.web.people.models import Customer
from gudok.web.people.own.forms import PREFIX
from gudok.web.people.own.models import OwnField
from gudok.web.people.own.values import LONGEST, Value, WrongValueError, typed
from gudok.web.people.own.words import WRONG

if TYPE_CHECKING:
    from gudok.web.api.caller import Caller

router = Router(tags=["Customers"])
READ = open_to("customers:read", "customers.see")
WRITE = open_to("customers:write", "customers.change")
Name = Annotated[str, Field(min_length=1, max_length=120, examples=["Anna Petrova"])]
Company = Annotated[str, Field(max_length=120, description="Its name; a new one makes a new company.")]
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
Emails = Annotated[list[Annotated[str, Field(max_length=254)]], Field(max_length=50, examples=[["anna@example.org"]])]
Addresses = Annotated[list[Annotated[str, Field(max_length=300)]], Field(max_length=50)]
Tags = Annotated[list[Annotated[str, Field(max_length=40, pattern="^[^,]*$")]], Field(max_length=50)]
Language = Annotated[str, Field(max_length=12, description="ISO 639, or empty.", examples=["ru"])]
Zone = Annotated[str, Field(max_length=64, description="IANA's, or empty.", examples=["Europe/Moscow"])]
OwnValue = Annotated[str, Field(max_length=LONGEST)] | int | float | bool
Own = Annotated[
    dict[str, OwnValue | None],
    Field(
        max_length=200,
        description="Values of own fields by their codes (`/fields`); what is not sent stays, null takes away.",
        examples=[{"district": "North"}],
    ),
]

Scores = Annotated[
    dict[Annotated[str, Field(pattern=r"^o\d{1,18}$")], Annotated[int, Field(ge=1, le=1000)]],
    Field(max_length=500, description="Scores by operator, greater is better.", examples=[{"o5": 80}]),
]
SCORES = ("preferred", "forecasts")
LINES = ("phones", "emails", "addresses")
"""Lists that the form has as lines."""


class CustomerFilter(Body):
    q: Annotated[
        str,
        Field(
            max_length=120,
            description="Words of the name, company or own fields; a part of the number or e-mail; or the code.",
        ),
    ] = ""
    vip: Annotated[bool, Field(description="VIPs only.")] = False
    tag: Annotated[str, Field(max_length=40, description="With this tag.")] = ""
    language: Language = ""
    company: Annotated[str, Field(max_length=20, description="Of this company: its id.")] = ""
    own: Annotated[
        list[Annotated[str, Field(max_length=200)]],
        Field(
            max_length=20, description="With this value in an own field: `code:value`.", examples=[["district:North"]]
        ),
    ] = Field(default_factory=list)
    cursor: Cursor = ""
    limit: Limit = 50


class CustomerShown(Body):
    id: Annotated[str, Field(examples=["17"])]
    name: str
    company: Annotated[str, Field(description="The company's name, or empty.")]
    company_id: Annotated[str, Field(description="The company's id, or empty.")]
    code: str
    vip: bool
    note: str
    phones: Annotated[list[str], Field(description="E.164; masked without `numbers:full`.")]
    emails: Annotated[list[str], Field(description="Masked without `numbers:full`.")]
    addresses: list[str]
    language: str
    time_zone: str
    tags: list[str]
    own: dict[str, OwnValue]
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
    emails: Emails = Field(default_factory=list)
    addresses: Addresses = Field(default_factory=list)
    language: Language = ""
    time_zone: Zone = ""
    tags: Tags = Field(default_factory=list)
    own: Own = Field(default_factory=dict)
    preferred: Scores = Field(default_factory=dict)
    forecasts: Scores = Field(default_factory=dict)


class CustomerChange(Body):
    """Only what is sent changes; lists, `preferred` and `forecasts` are whole, of `own` only what is named."""

    name: Name | None = None
    company: Company | None = None
    code: Code | None = None
    vip: bool | None = None
    note: Text | None = None
    phones: Phones | None = None
    emails: Emails | None = None
    addresses: Addresses | None = None
    language: Language | None = None
    time_zone: Zone | None = None
    tags: Tags | None = None
    own: Own | None = None
    preferred: Scores | None = None
    forecasts: Scores | None = None


@router.get("/customers", response=Page[CustomerShown], url_name="api_customers", **READ)
def list_customers(request: HttpRequest, chosen: Query[CustomerFilter]) -> dict[str, Any]:
    """Customers in the order they were added."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    company = key_of(chosen.company) if chosen.company else None
    tag, language = chosen.tag.replace("\0", ""), chosen.language.replace("\0", "")
    narrow = queries.Chosen(chosen.vip, tag, company, language, _own_filter(chosen.own))
    rows = queries.narrowed(chosen.q.replace("\0", ""), narrow, masked=caller.masked).prefetch_related("addresses")
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
    """Change a customer; who sees masked numbers and e-mail addresses cannot change them."""
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
    if row is not None and caller.masked and not sent.keys().isdisjoint(MASKED):
        raise Problem(403, "forbidden", "Who sees masked numbers cannot change them.", scope="numbers:full")
    had = shown(row, masked=False) if row else {}
    form = CustomerForm(_form_data(had, sent), instance=row, full_numbers=row is None or not caller.masked)
    values = changed_by(form)
    scores = {name: sent[name] for name in SCORES if name in sent}
    saved = actions.save_customer(caller.person, row, values | scores)
    seen = shown(saved, caller.masked)
    tagged(request, response, seen)
    return Status(201 if row is None else 200, seen)


def _form_data(had: dict[str, Any], sent: dict[str, Any]) -> dict[str, Any]:
    """What the form would have sent: lists as lines, each own field under its own name."""
    data = had | sent
    for name in LINES:
        data[name] = "\n".join(line.replace("\n", " ").replace("\r", " ") for line in data.get(name, []))
    data["tags"] = ",".join(data.get("tags", []))
    known = set(OwnField.objects.values_list("code", flat=True))
    own: dict[str, Any] = sent.get("own", {})
    unknown = sorted(own.keys() - known)
    if unknown:
        raise invalid([{"field": f"own.{unknown[0]}", "code": "unknown", "message": "There is no such field."}])
    return data | {PREFIX + code: value for code, value in (had.get("own", {}) | own).items()}


def _own_filter(asked: list[str]) -> dict[str, Value]:
    fields = {one.code: one.spec._replace(required=False) for one in OwnField.objects.all()} if asked else {}
    wanted: dict[str, Value] = {}
    for pair in asked:
        code, _, text = pair.partition(":")
        if code not in fields:
            raise invalid([{"field": "own", "code": "unknown", "message": "There is no such field."}])
        try:
            value = typed(fields[code], text)
        except WrongValueError as error:
            raise invalid([{"field": "own", "code": error.code, "message": str(WRONG[error.code])}]) from None
        if value is not None:
            wanted[code] = value
    return wanted


def shown(row: Customer, masked: bool) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "name": row.name,
        "company": row.company.name if row.company else "",
        "company_id": str(row.company_id or ""),
        "code": row.code or "",
        "vip": row.vip,
        "note": row.note,
        "phones": [numbers.mask(phone.shown) if masked else phone.e164 for phone in row.phones.all()],
        "emails": [mask_email(email.address) if masked else email.address for email in row.emails.all()],
        "addresses": [address.text for address in row.addresses.all()],
        "language": row.language,
        "time_zone": row.time_zone,
        "tags": [tag.name for tag in row.tags.all()],
        "own": row.own,
        "preferred": row.preferred,
        "forecasts": row.forecasts,
        "since": row.since,
    }


def _one(id_: str) -> Customer:
    return found(Customer.objects.all(), pk=key_of(id_))
