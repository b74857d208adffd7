"""People of the centre: accounts, roles, telephones and queues."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from gudok.web.accounts.granting import may_change, people_of
from gudok.web.accounts.models import User
from gudok.web.api import fields
from gudok.web.api.door import open_to
from gudok.web.api.etags import check_match, tagged
from gudok.web.api.forms import changed_by
from gudok.web.api.problems import Problem
from gudok.web.api.shapes import Body, Cursor, Limit, Page, by_key, found, key_of
from gudok.web.setup import actions
from gudok.web.setup.forms import PersonForm
from gudok.web.setup.models import Operator

router = Router(tags=["People"])
OPEN = open_to("staff", "staff.change")
_operator = Annotated[str, Field(description="The operator's id in events and asks; empty without a telephone.")]
StaffShown, StaffNew, StaffChange = fields.shapes("Staff", PersonForm, {"operator": (_operator, ...)})


class StaffFilter(Body):
    login: Annotated[str, Field(max_length=40, description="This login only.")] = ""
    cursor: Cursor = ""
    limit: Limit = 50


class TelephoneSecret(Body):
    user: Annotated[str, Field(description="The telephone's user name.")]
    password: Annotated[str, Field(description="Shown in this answer only.")]


@router.get("/staff", response=Page[StaffShown], url_name="api_staff", **OPEN)  # type: ignore[valid-type]
def list_staff(request: HttpRequest, chosen: Query[StaffFilter]) -> dict[str, Any]:
    """People in the order they were added."""
    rows = people_of(_me(request))
    if chosen.login:
        rows = rows.filter(login=chosen.login.replace("\0", ""))
    items, more = by_key(rows, chosen.cursor, chosen.limit)
    return {"items": [_shown(row) for row in items], "next": more}


@router.post("/staff", response={201: StaffShown}, url_name="api_staff", **OPEN)
def add_person(request: HttpRequest, response: HttpResponse, body: StaffNew) -> Any:  # type: ignore[valid-type]
    """Add a person; an operator's telephone comes with the role."""
    return _save(request, response, None, body.dict())  # type: ignore[attr-defined]


@router.get("/staff/{id}", response={200: StaffShown, 304: None}, url_name="api_person", **OPEN)
def get_person(request: HttpRequest, response: HttpResponse, id: str) -> Any:  # noqa: A002 the address's own word
    seen = _shown(_one(request, id))
    return tagged(request, response, seen) or seen


@router.patch("/staff/{id}", response=StaffShown, url_name="api_person", **OPEN)
def change_person(request: HttpRequest, response: HttpResponse, id: str, body: StaffChange) -> Any:  # type: ignore[valid-type]  # noqa: A002
    """Change a person. Nobody is deleted: `is_active` false closes the door."""
    row = _changeable(request, id)
    check_match(request, _shown(row))
    return _save(request, response, row, body.dict(exclude_unset=True))  # type: ignore[attr-defined]


@router.post("/staff/{id}/telephone-password", response=TelephoneSecret, url_name="api_person_secret", **OPEN)
def renew_telephone(request: HttpRequest, id: str) -> dict[str, str]:  # noqa: A002
    """Give the operator's telephone a new password; the old one stops working."""
    operator = found(Operator.objects.all(), user=_changeable(request, id))
    return {"user": operator.sip_endpoint, "password": actions.renew_secret(request.user, operator)}  # type: ignore[arg-type]


def _save(request: HttpRequest, response: HttpResponse, row: User | None, sent: dict[str, Any]) -> Any:
    me = _me(request)
    blank = PersonForm(instance=row, actor=me)
    values = changed_by(PersonForm(fields.data_of(blank, sent), instance=row, actor=me))
    saved = actions.save_person(request.user, row.pk if row else None, values)  # type: ignore[arg-type]
    seen = _shown(User.objects.get(pk=saved.pk))
    tagged(request, response, seen)
    return Status(200 if row else 201, seen)


def _shown(row: User) -> dict[str, Any]:
    operator = Operator.objects.filter(user=row, active=True).first()
    return {"id": str(row.pk), "operator": operator.core_id if operator else ""} | fields.show(PersonForm(instance=row))


def _one(request: HttpRequest, id_: str) -> User:
    return found(people_of(_me(request)), pk=key_of(id_))


def _changeable(request: HttpRequest, id_: str) -> User:
    """The person, if the caller may change this one."""
    row = _one(request, id_)
    if not may_change(_me(request), row):
        raise Problem(403, "forbidden", "This person has rights you may not give.")
    return row


def _me(request: HttpRequest) -> User:
    return request.caller.person  # type: ignore[attr-defined]
