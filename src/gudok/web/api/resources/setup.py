"""The set-up: every kind of rows the set-up knows has the same five operations, with its own form's fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query, Router, Status

from gudok.web.api import fields
from gudok.web.api.door import open_to
from gudok.web.api.etags import check_match, tagged
from gudok.web.api.forms import changed_by
from gudok.web.api.problems import Problem
from gudok.web.api.shapes import Page, Paging, by_key, found, key_of
from gudok.web.setup import actions
from gudok.web.setup.kinds import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db import models
    from django.db.models import QuerySet

router = Router()
OPEN = open_to("setup", "setup.change")


class Rows:
    """One kind's rows as the API shows and changes them."""

    def __init__(self, kind: Kind) -> None:
        title = "".join(part.title() for part in kind.model.__name__.split("_"))
        self.kind, self.letter = kind, fields.LETTERS.get(kind.model, "")
        self.shown, self.new, self.change = fields.shapes(title, kind.form(), {})

    def all(self) -> QuerySet[models.Model]:
        return self.kind.model._default_manager.all()

    def one(self, id_: str) -> models.Model:
        return found(self.all(), pk=key_of(id_, self.letter))

    def picture(self, row: models.Model) -> dict[str, Any]:
        return {"id": fields.public_id(row)} | fields.show(self.kind.form(instance=row))

    def save(self, request: HttpRequest, response: HttpResponse, row: models.Model | None, sent: dict[str, Any]) -> Any:
        form = self.kind.form
        values = changed_by(form(fields.data_of(form(instance=row), sent), instance=row))
        saved = actions.save_row(request.user, self.kind.model, row.pk if row else None, values)  # type: ignore[arg-type]
        seen = self.picture(saved)
        tagged(request, response, seen)
        return Status(200 if row else 201, seen)

    def remove(self, request: HttpRequest, row: models.Model) -> Any:
        try:
            actions.delete_row(request.user, row)  # type: ignore[arg-type]
        except ProtectedError as error:
            users = sorted({str(other) for other in error.protected_objects})[:5]
            raise Problem(409, "in_use", f"In use by: {', '.join(users)}.") from None
        return Status(204, None)


ROWS: dict[str, Rows] = {}
"""Every kind's rows by the name in the address."""


def add_kind(name: str, kind: Kind) -> None:
    """The operations of one kind."""
    rows = ROWS[name] = Rows(kind)
    with translation.override("en"):
        words = str(kind.title).lower()

    def operation(method: Callable[..., Any], one: bool, summary: str, answers: Any) -> Callable[..., Any]:
        verb = summary.split(maxsplit=1)[0].lower()
        return method(
            f"/{name}/{{id}}" if one else f"/{name}",
            response=answers,
            url_name=f"api_{name}_one" if one else f"api_{name}",
            summary=summary,
            tags=["Set-up"],
            operation_id=f"{verb}_{name}",
            **OPEN,
        )

    _reading(rows, operation, words)
    _changing(rows, operation, words)


def _reading(rows: Rows, operation: Callable[..., Any], words: str) -> None:
    @operation(router.get, False, f"List {words}", Page[rows.shown])  # type: ignore[name-defined]
    def many(request: HttpRequest, page: Query[Paging]) -> dict[str, Any]:
        items, more = by_key(rows.all(), page.cursor, page.limit)
        return {"items": [rows.picture(row) for row in items], "next": more}

    @operation(router.get, True, f"Read one of {words}", {200: rows.shown, 304: None})
    def get(request: HttpRequest, response: HttpResponse, id: str) -> Any:  # noqa: A002 the address's own word
        seen = rows.picture(rows.one(id))
        return tagged(request, response, seen) or seen


def _changing(rows: Rows, operation: Callable[..., Any], words: str) -> None:
    def add(request: HttpRequest, response: HttpResponse, body: Any) -> Any:
        return rows.save(request, response, None, body.dict())

    def change(request: HttpRequest, response: HttpResponse, id: str, body: Any) -> Any:  # noqa: A002
        row = rows.one(id)
        check_match(request, rows.picture(row))
        return rows.save(request, response, row, body.dict(exclude_unset=True))

    # The shapes are made here, so annotations cannot name them.
    add.__annotations__["body"] = rows.new
    change.__annotations__["body"] = rows.change
    operation(router.post, False, f"Add to {words}", {201: rows.shown})(add)
    operation(router.patch, True, f"Change one of {words}", rows.shown)(change)

    @operation(router.delete, True, f"Delete one of {words}", {204: None})
    def delete(request: HttpRequest, id: str) -> Any:  # noqa: A002
        row = rows.one(id)
        check_match(request, rows.picture(row))
        return rows.remove(request, row)


for _name, _kind in KINDS.items():
    add_kind(_name, _kind)
