"""Orders: read, made and placed, changed field by field, moved on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from gudok.web.api.door import open_to
from gudok.web.api.etags import check_match, tagged
from gudok.web.api.problems import Problem, invalid
from gudok.web.api.shapes import Body, Cursor, Limit, Page, by_key, found, key_of, number
from gudok.web.catalogue.models import Good
from gudok.web.catalogue.money import show_quantity
from gudok.web.drafts.calls import Known
from gudok.web.drafts.merge import Change
from gudok.web.orders import actions, queries
from gudok.web.orders.fields import KINDS
from gudok.web.orders.models import Order
from gudok.web.orders.saving import save_fields
from gudok.web.orders.sums import sums
from gudok.web.people import numbers
from gudok.web.people.models import Customer

if TYPE_CHECKING:
    from gudok.web.api.caller import Caller

router = Router(tags=["Orders"])
READ = open_to("orders:read", "orders.take", "orders.see")
WRITE = open_to("orders:write", "orders.take")
MOVE = open_to("orders:write", "orders.take", "orders.manage")
Clean = r"^[^\x00]*$"
Name = Annotated[str, Field(max_length=120, pattern=Clean)]
Phone = Annotated[str, Field(max_length=40, pattern=Clean, examples=["+79123456789"])]
Address = Annotated[str, Field(max_length=300, pattern=Clean)]
Comment = Annotated[str, Field(max_length=2000, pattern=Clean)]
Id = Annotated[str, Field(max_length=18, pattern=r"^\d*$")]
Code = Annotated[str, Field(max_length=40, pattern=r"^[0-9A-Za-z_-]*$", description="A code, or empty.")]
Percent = Annotated[int, Field(ge=0, le=100, description="Within the right, and the largest discount of the rules.")]


class OrderFilter(Body):
    q: Annotated[str, Field(max_length=120, description="A number, a name or a telephone number.")] = ""
    status: Annotated[str, Field(max_length=40, description="A status's code.")] = ""
    customer: Id = ""
    call: Annotated[str, Field(max_length=24, description="Taken in this call.")] = ""
    cursor: Cursor = ""
    limit: Limit = 50


class LineShown(Body):
    key: str
    article: str
    name: str
    unit: str
    price: Annotated[int, Field(description="Kopecks, of the moment the line was written.")]
    quantity: Annotated[int, Field(description="Thousandths of the unit.")]
    discount: int
    sum: Annotated[int, Field(description="Kopecks.")]


class OrderShown(Body):
    id: str
    number: Annotated[int, Field(description="What the customer is told.")]
    status: Annotated[str, Field(description="Its code.", examples=["confirmed"])]
    customer: str
    name: str
    phone: Annotated[str, Field(description="Masked without `numbers:full`.")]
    lines: list[LineShown]
    delivery: Annotated[str, Field(description="A code, or empty.")]
    payment: Annotated[str, Field(description="A code, or empty.")]
    address: str
    wished: str
    comment: str
    discount: Annotated[int, Field(description="Of the whole order, percent.")]
    delivery_price: int
    total: Annotated[int, Field(description="Kopecks.")]
    call: str
    taken_by: Annotated[str, Field(description="A person's id.")]
    placed_at: datetime
    changed_at: datetime


class LineNew(Body):
    article: Annotated[str, Field(max_length=40, pattern=Clean, examples=["TEA-01"])]
    quantity: Annotated[int, Field(ge=1, le=10**9, description="Thousandths of the unit.")] = 1000
    discount: Percent = 0


class OrderNew(Body):
    lines: Annotated[list[LineNew], Field(min_length=1, max_length=200)]
    customer: Id = ""
    name: Name = ""
    phone: Phone = ""
    delivery: Code = ""
    payment: Code = ""
    address: Address = ""
    wished: Name = ""
    comment: Comment = ""
    discount: Percent = 0


class OrderChange(Body):
    """Only what is sent changes."""

    name: Name | None = None
    phone: Phone | None = None
    delivery: Code | None = None
    payment: Code | None = None
    address: Address | None = None
    wished: Name | None = None
    comment: Comment | None = None
    discount: Percent | None = None


class Move(Body):
    status: Annotated[str, Field(max_length=40, description="A status's code.", examples=["confirmed"])]


@router.get("/orders", response=Page[OrderShown], url_name="api_orders", **READ)
def list_orders(request: HttpRequest, chosen: Query[OrderFilter]) -> dict[str, Any]:
    """Placed orders the caller may see, the newest first."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    rows = _rows(caller)
    if chosen.q.strip():
        rows = queries.find(rows, chosen.q.replace("\0", ""), masked=caller.masked)
    wanted = {"status__code": chosen.status, "customer": chosen.customer, "call": chosen.call}
    rows = rows.filter(**{name: value.replace("\0", "") for name, value in wanted.items() if value})
    items, more = by_key(rows, chosen.cursor, chosen.limit, newest=True)
    return {"items": [shown(row, caller.masked) for row in items], "next": more}


@router.get("/orders/{id}", response={200: OrderShown, 304: None}, url_name="api_order", **READ)
def get_order(request: HttpRequest, response: HttpResponse, id: str) -> Any:  # noqa: A002 the address's own word
    caller: Caller = request.caller  # type: ignore[attr-defined]
    seen = shown(_one(caller, id), caller.masked)
    return tagged(request, response, seen) or seen


@router.post("/orders", response={201: OrderShown}, url_name="api_orders", **WRITE)
def add_order(request: HttpRequest, response: HttpResponse, body: OrderNew) -> Any:
    """Take and place an order in one; send it with an Idempotency-Key."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    who = Customer.objects.filter(pk=body.customer).first() if body.customer else None
    if body.customer and who is None:
        raise _wrong("customer", "unknown", "There is no customer of this id.")
    known = Known(who, body.name or (who.name if who else ""), numbers.parse(body.phone).e164 or body.phone)
    fields = _fields(body.dict(exclude={"lines", "customer", "name", "phone"}))
    with transaction.atomic():
        order = actions.begin_order(caller.person, "", known)
        _save(caller, order, [*_lines(body.lines), *fields])
        if lacks := queries.missing(order):
            raise _wrong(lacks[0], "required", "The order is not complete.")
        actions.place_order(caller.person, order.pk)
    seen = shown(_one(caller, str(order.pk)), caller.masked)
    tagged(request, response, seen)
    return Status(201, seen)


@router.patch("/orders/{id}", response=OrderShown, url_name="api_order", **WRITE)
def change_order(request: HttpRequest, response: HttpResponse, id: str, body: OrderChange) -> Any:  # noqa: A002
    """Change fields of an order that is not done yet; each stands in its history."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    order = _one(caller, id)
    check_match(request, shown(order, caller.masked))
    if not queries.may_change(caller.person, order):
        raise Problem(409, "refused", "In its status nothing is changed any more.")
    _save(caller, order, _fields(body.dict(exclude_unset=True)))
    seen = shown(_one(caller, id), caller.masked)
    tagged(request, response, seen)
    return seen


@router.post("/orders/{id}/move", response=OrderShown, url_name="api_order_move", **MOVE)
def move_order(request: HttpRequest, id: str, body: Move) -> Any:  # noqa: A002
    """Move it to another status; 409 where the caller may not move it there from where it is."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    order = _one(caller, id)
    if not actions.move_order(caller.person, order.pk, body.status):
        raise Problem(409, "refused", "The order may not be moved there from where it is.")
    return shown(_one(caller, id), caller.masked)


def shown(row: Order, masked: bool) -> dict[str, Any]:
    lines = list(row.lines.all())
    found_sums = sums([line.sum for line in lines], row.discount, row.delivery_kopecks)
    kept = ("key", "article", "name", "unit", "quantity", "discount")
    return {
        "id": str(row.pk),
        "number": row.number,
        "status": row.status.code if row.status else "",
        "customer": str(row.customer_id or ""),
        "name": row.name,
        "phone": number(numbers.show(row.phone), row.phone, masked),
        "lines": [
            {name: getattr(line, name) for name in kept} | {"price": line.kopecks, "sum": of}
            for line, of in zip(lines, found_sums.lines, strict=True)
        ],
        "delivery": row.delivery.code if row.delivery else "",
        "payment": row.payment.code if row.payment else "",
        "address": row.address,
        "wished": row.wished,
        "comment": row.comment,
        "discount": row.discount,
        "delivery_price": row.delivery_kopecks,
        "total": row.total,
        "call": row.call,
        "taken_by": str(row.author_id or ""),
        "placed_at": row.placed_at,
        "changed_at": row.changed_at,
    }


def _rows(caller: Caller) -> Any:
    return queries.placed(caller.person).select_related("status", "delivery", "payment").prefetch_related("lines")


def _one(caller: Caller, id_: str) -> Order:
    return found(_rows(caller), pk=key_of(id_))


def _lines(lines: list[LineNew]) -> list[Change]:
    ids = dict(Good.objects.filter(article__in=[line.article for line in lines]).values_list("article", "pk"))
    changes = []
    for n, line in enumerate(lines):
        if line.article not in ids:
            raise _wrong(f"lines.{n}.article", "unknown", "There is no good of this article number.")
        changes += [
            Change(f"line.{n}.good", str(ids[line.article]), 0),
            Change(f"line.{n}.quantity", show_quantity(line.quantity), 0),
            Change(f"line.{n}.discount", str(line.discount), 0),
        ]
    return changes


def _fields(sent: dict[str, Any]) -> list[Change]:
    return [Change(name, _sent(name, value), 0) for name, value in sent.items() if value is not None]


def _sent(name: str, value: Any) -> str:
    """A value as the form has it: of a kind its key, which nothing has for a code that is none."""
    if name not in KINDS or not value:
        return str(value)
    return str(KINDS[name].objects.filter(code=value).values_list("pk", flat=True).first() or 0)


def _save(caller: Caller, order: Order, changes: list[Change]) -> None:
    """Save all of it, or nothing: what is wrong is told by its fields."""
    known = [change._replace(base=order.version) for change in changes]
    with transaction.atomic():
        saved = save_fields(caller.person, order.pk, known, "api")
        if saved.wrong:
            wrong = saved.wrong.items()
            raise invalid([{"field": name, "code": "invalid", "message": text} for name, text in wrong])
        if saved.conflicts:
            raise Problem(409, "changed_meanwhile", "Somebody has changed the same fields just now.")
    order.refresh_from_db()


def _wrong(field: str, code: str, message: str) -> Problem:
    return invalid([{"field": field, "code": code, "message": message}])
