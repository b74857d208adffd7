"""Teams, and the roles that can be given: the built-in ones and the centre's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from ninja import Query, Router, Status
from pydantic import Field

from gudok.web.accounts.granting import OWN, may_grant
from gudok.web.accounts.models import OwnRole, Team
from gudok.web.accounts.roles import ROLE_NAMES, ROLES
from gudok.web.api import fields
from gudok.web.api.etags import check_match, tagged
from gudok.web.api.forms import changed_by
from gudok.web.api.problems import Problem
from gudok.web.api.resources.staff import OPEN
from gudok.web.api.shapes import Body, Page, Paging, by_key, found, key_of
from gudok.web.staff import actions
from gudok.web.staff.forms import RoleForm, TeamForm

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

router = Router(tags=["People"])
TeamShown, TeamNew, TeamChange = fields.shapes("Team", TeamForm, {})
_people = Annotated[int, Field(description="How many people have it.")]
OwnRoleShown, OwnRoleNew, OwnRoleChange = fields.shapes("OwnRole", RoleForm, {"people": (_people, ...)})


class RoleGiven(Body):
    code: Annotated[str, Field(description="As `roles` of people name it.", examples=["operator", "own-3"])]
    name: str
    rights: list[str]
    may_give: Annotated[bool, Field(description="Whether the caller may give it.")]


@router.get("/teams", response=Page[TeamShown], url_name="api_teams", **OPEN)  # type: ignore[valid-type]
def list_teams(request: HttpRequest, page: Query[Paging]) -> dict[str, Any]:
    """Teams in the order they were added."""
    items, more = by_key(Team.objects.all(), page.cursor, page.limit)
    return {"items": [_team(row) for row in items], "next": more}


@router.post("/teams", response={201: TeamShown}, url_name="api_teams", **OPEN)
def add_team(request: HttpRequest, response: HttpResponse, body: TeamNew) -> Any:  # type: ignore[valid-type]
    return _save_team(request, response, None, body.dict())  # type: ignore[attr-defined]


@router.get("/teams/{id}", response={200: TeamShown, 304: None}, url_name="api_team", **OPEN)
def get_team(request: HttpRequest, response: HttpResponse, id: str) -> Any:  # noqa: A002 the address's own word
    seen = _team(found(Team.objects.all(), pk=key_of(id)))
    return tagged(request, response, seen) or seen


@router.patch("/teams/{id}", response=TeamShown, url_name="api_team", **OPEN)
def change_team(request: HttpRequest, response: HttpResponse, id: str, body: TeamChange) -> Any:  # type: ignore[valid-type]  # noqa: A002
    row = found(Team.objects.all(), pk=key_of(id))
    check_match(request, _team(row))
    return _save_team(request, response, row, body.dict(exclude_unset=True))  # type: ignore[attr-defined]


@router.delete("/teams/{id}", response={204: None}, url_name="api_team", **OPEN)
def delete_team(request: HttpRequest, id: str) -> Any:  # noqa: A002
    """Its members have no team then."""
    row = found(Team.objects.all(), pk=key_of(id))
    _whole_centre(request)
    check_match(request, _team(row))
    actions.delete(_me(request), row)
    return Status(204, None)


@router.get("/roles", response=list[RoleGiven], url_name="api_roles", **OPEN)
def list_roles(request: HttpRequest) -> list[dict[str, Any]]:
    """All roles with their rights, built-in ones first."""
    with override("en"):
        built_in = [(role.value, str(name), ROLES[role]) for role, name in ROLE_NAMES.items()]
    own = [(f"{OWN}{row.pk}", row.name, frozenset(row.rights)) for row in OwnRole.objects.all()]
    me = _me(request)
    return [
        {"code": code, "name": name, "rights": sorted(rights), "may_give": may_grant(me, rights)}
        for code, name, rights in [*built_in, *own]
    ]


@router.get("/own-roles", response=Page[OwnRoleShown], url_name="api_own_roles", **OPEN)  # type: ignore[valid-type]
def list_own_roles(request: HttpRequest, page: Query[Paging]) -> dict[str, Any]:
    """The roles that the centre made itself."""
    items, more = by_key(OwnRole.objects.all(), page.cursor, page.limit)
    return {"items": [_role(row) for row in items], "next": more}


@router.post("/own-roles", response={201: OwnRoleShown}, url_name="api_own_roles", **OPEN)
def add_own_role(request: HttpRequest, response: HttpResponse, body: OwnRoleNew) -> Any:  # type: ignore[valid-type]
    """Make a role of rights one has oneself."""
    _whole_centre(request)
    return _save_role(request, response, None, body.dict())  # type: ignore[attr-defined]


@router.get("/own-roles/{id}", response={200: OwnRoleShown, 304: None}, url_name="api_own_role", **OPEN)
def get_own_role(request: HttpRequest, response: HttpResponse, id: str) -> Any:  # noqa: A002
    seen = _role(found(OwnRole.objects.all(), pk=key_of(id)))
    return tagged(request, response, seen) or seen


@router.patch("/own-roles/{id}", response=OwnRoleShown, url_name="api_own_role", **OPEN)
def change_own_role(request: HttpRequest, response: HttpResponse, id: str, body: OwnRoleChange) -> Any:  # type: ignore[valid-type]  # noqa: A002
    """Who has it has its new rights at once."""
    row = _changeable(request, id)
    check_match(request, _role(row))
    return _save_role(request, response, row, body.dict(exclude_unset=True))  # type: ignore[attr-defined]


@router.delete("/own-roles/{id}", response={204: None}, url_name="api_own_role", **OPEN)
def delete_own_role(request: HttpRequest, id: str) -> Any:  # noqa: A002
    """Refused while anybody has it."""
    row = _changeable(request, id)
    check_match(request, _role(row))
    try:
        actions.delete(_me(request), row)
    except actions.InUseError:
        people = ", ".join(str(one) for one in row.people.all()[:5])
        raise Problem(409, "in_use", f"These people have it: {people}.") from None
    return Status(204, None)


def _save_team(request: HttpRequest, response: HttpResponse, row: Team | None, sent: dict[str, Any]) -> Any:
    _whole_centre(request)
    values = changed_by(TeamForm(fields.data_of(TeamForm(instance=row), sent), instance=row))
    seen = _team(actions.save_team(_me(request), row or Team(), values))
    tagged(request, response, seen)
    return Status(200 if row else 201, seen)


def _save_role(request: HttpRequest, response: HttpResponse, row: OwnRole | None, sent: dict[str, Any]) -> Any:
    me = _me(request)
    values = changed_by(RoleForm(fields.data_of(RoleForm(instance=row, actor=me), sent), instance=row, actor=me))
    seen = _role(actions.save_role(me, row or OwnRole(), values["name"], values["rights"]))
    tagged(request, response, seen)
    return Status(200 if row else 201, seen)


def _team(row: Team) -> dict[str, Any]:
    return {"id": str(row.pk)} | fields.show(TeamForm(instance=Team.objects.get(pk=row.pk)))


def _role(row: OwnRole) -> dict[str, Any]:
    return {"id": str(row.pk), "name": row.name, "rights": list(row.rights), "people": row.people.count()}


def _changeable(request: HttpRequest, id_: str) -> OwnRole:
    row = found(OwnRole.objects.all(), pk=key_of(id_))
    _whole_centre(request)
    if not may_grant(_me(request), row.rights):
        raise Problem(403, "forbidden", "This role has rights you may not give.")
    return row


def _whole_centre(request: HttpRequest) -> None:
    """Teams and roles decide who sees whom: only who sees the whole centre changes them."""
    if _me(request).sees == _me(request).Sees.OWN:
        raise Problem(403, "forbidden", "Only who sees the whole centre changes teams and roles.")


def _me(request: HttpRequest) -> User:
    return request.caller.person  # type: ignore[attr-defined]
