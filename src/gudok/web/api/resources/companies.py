"""Companies that customers belong to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from gudok.web.api.etags import check_match, tagged
from gudok.web.api.forms import changed_by
from gudok.web.api.resources.customers import READ, WRITE
from gudok.web.api.shapes import Body, Cursor, Limit, Page, by_key, found, key_of
from gudok.web.people.companies import actions
from gudok.web.people.companies.forms import CompanyForm
from gudok.web.people.companies.models import Company
from gudok.web.people.companies.queries import search

if TYPE_CHECKING:
    from gudok.web.api.caller import Caller

router = Router(tags=["Customers"])
Name = Annotated[str, Field(min_length=1, max_length=120, examples=["Chamomile Ltd"])]
TaxId = Annotated[str, Field(max_length=20)]
Text = Annotated[str, Field(max_length=20_000)]


class CompanyFilter(Body):
    q: Annotated[str, Field(max_length=120, description="Words of the name.")] = ""
    cursor: Cursor = ""
    limit: Limit = 50


class CompanyShown(Body):
    id: Annotated[str, Field(examples=["4"])]
    name: str
    tax_id: str
    note: str
    since: datetime


class CompanyNew(Body):
    name: Name
    tax_id: TaxId = ""
    note: Text = ""


class CompanyChange(Body):
    """Only what is sent changes."""

    name: Name | None = None
    tax_id: TaxId | None = None
    note: Text | None = None


@router.get("/companies", response=Page[CompanyShown], url_name="api_companies", **READ)
def list_companies(request: HttpRequest, chosen: Query[CompanyFilter]) -> dict[str, Any]:
    """Companies in the order they were added; their customers are at `/customers?company=`."""
    items, more = by_key(search(chosen.q.replace("\0", "")), chosen.cursor, chosen.limit)
    return {"items": [shown(row) for row in items], "next": more}


@router.post("/companies", response={201: CompanyShown}, url_name="api_companies", **WRITE)
def add_company(request: HttpRequest, response: HttpResponse, body: CompanyNew) -> Any:
    """Add a company. A name belongs to one only."""
    return _save(request, response, None, body.dict())


@router.get("/companies/{id}", response={200: CompanyShown, 304: None}, url_name="api_company", **READ)
def get_company(request: HttpRequest, response: HttpResponse, id: str) -> Any:  # noqa: A002 the address's own word
    seen = shown(_one(id))
    return tagged(request, response, seen) or seen


@router.patch("/companies/{id}", response=CompanyShown, url_name="api_company", **WRITE)
def change_company(request: HttpRequest, response: HttpResponse, id: str, body: CompanyChange) -> Any:  # noqa: A002
    """Change a company; its customers are found by the new name at once."""
    row = _one(id)
    check_match(request, shown(row))
    return _save(request, response, row, {k: v for k, v in body.dict(exclude_unset=True).items() if v is not None})


@router.delete("/companies/{id}", response={204: None}, url_name="api_company", **WRITE)
def delete_company(request: HttpRequest, id: str) -> Any:  # noqa: A002
    """Delete a company; its customers stay, without one."""
    row = _one(id)
    check_match(request, shown(row))
    caller: Caller = request.caller  # type: ignore[attr-defined]
    actions.delete_company(caller.person, row)
    return Status(204, None)


def _save(request: HttpRequest, response: HttpResponse, row: Company | None, sent: dict[str, Any]) -> Any:
    had = {"name": row.name, "tax_id": row.tax_id, "note": row.note} if row else {}
    values = changed_by(CompanyForm(had | sent, instance=row))
    caller: Caller = request.caller  # type: ignore[attr-defined]
    seen = shown(actions.save_company(caller.person, row, values))
    tagged(request, response, seen)
    return Status(201 if row is None else 200, seen)


def shown(row: Company) -> dict[str, Any]:
    return {"id": str(row.pk), "name": row.name, "tax_id": row.tax_id, "note": row.note, "since": row.since}


def _one(id_: str) -> Company:
    return found(Company.objects.all(), pk=key_of(id_))
