"""What every resource shares: names, pages, errors, ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from django.db import connection
from ninja import Schema
from pydantic import ConfigDict, Field

from gudok.web.api.problems import Problem, invalid
from gudok.web.people import numbers

if TYPE_CHECKING:
    from django.db import models
    from django.db.models import QuerySet

MOST = 200
Limit = Annotated[int, Field(ge=1, le=MOST, description="So many items at the most.")]
Cursor = Annotated[
    str,
    Field(max_length=80, pattern=r"^[0-9A-Za-z_-]*$", description="`next` of the page before; empty for the first."),
]
Item = TypeVar("Item")
Row = TypeVar("Row", bound="models.Model")
_DIGITS = 18


class Page(Schema, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    next: Annotated[str, Field(description="The cursor of the next page; empty on the last.")]


class Named(Schema):
    """A queue or an operator by its id, as events and asks name it; both empty where there is none."""

    id: Annotated[str, Field(description="As in events and asks: q1, o5.", examples=["q1"])]
    name: Annotated[str, Field(examples=["Sales"])]


class FieldError(Schema):
    """One wrong field."""

    field: Annotated[str, Field(description="Its name; empty when no single field is wrong.", examples=["name"])]
    code: Annotated[str, Field(examples=["required"])]
    message: Annotated[str, Field(description="For people, in the language of Accept-Language.")]


class ProblemBody(Schema):
    """A refusal (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: Annotated[str, Field(examples=["urn:gudok:problem:invalid"])]
    title: str
    status: int
    code: Annotated[str, Field(description="For programs.", examples=["invalid"])]
    detail: str = ""
    errors: list[FieldError] = Field(default_factory=list)
    reason: Annotated[str, Field(description="The engine's reason code, for `refused`.")] = ""


class Body(Schema):
    """What is sent: unknown fields are refused, so that a typing error is not taken for silence."""

    model_config = ConfigDict(extra="forbid")


class Paging(Body):
    """Which page of a list is asked for."""

    cursor: Cursor = ""
    limit: Limit = 50


def named(id_: str, names: dict[str, str]) -> dict[str, str]:
    return {"id": id_, "name": names.get(id_, "")}


def number(shown: str, e164: str, masked: bool) -> str:
    """A customer's number for this caller."""
    return numbers.mask(shown or e164) if masked else e164 or shown


def key_of(id_: str, letter: str = "") -> int:
    """The row's key behind a public id («q5» with the letter q); Problem 404 for what can be no id."""
    digits = id_[len(letter) :] if id_.startswith(letter) else ""
    if not digits.isascii() or not digits.isdigit() or len(digits) > _DIGITS:
        raise Problem(404, "not_found")
    return int(digits)


def by_key(rows: QuerySet[Row], cursor: str, limit: int, *, newest: bool = False) -> tuple[list[Row], str]:
    """A page of rows in the order of their keys, and the next cursor."""
    if cursor:
        if not cursor.isdigit() or len(cursor) > _DIGITS:
            raise invalid([{"field": "cursor", "code": "invalid", "message": "Not the cursor of a page."}])
        after = int(cursor)
        rows = rows.filter(pk__lt=after) if newest else rows.filter(pk__gt=after)
    found = list(rows.order_by("-pk" if newest else "pk")[: limit + 1])
    return found[:limit], str(found[limit - 1].pk) if len(found) > limit else ""


def found(rows: QuerySet[Row], **where: Any) -> Row:
    """The one row; Problem 404 without it."""
    if connection.in_atomic_block:
        # A change compares what it has seen with what it replaces: nobody may change it in between.
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(**where).first()
    if row is None:
        raise Problem(404, "not_found")
    return row
