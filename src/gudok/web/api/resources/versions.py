"""The set-up's past: each version, what it changed, and the way back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from gudok.web.api.etags import tagged
from gudok.web.api.resources.config import OPEN, TOML, ChangeShown, shown_change, tried
from gudok.web.api.shapes import Body, Page, Paging, by_key, found, key_of
from gudok.web.setup.document.write import to_toml
from gudok.web.versions.models import Version
from gudok.web.versions.queries import changes_of, document_of
from gudok.web.versions.restore import allowed, go_back, preview

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

router = Router(tags=["Set-up"])


class VersionShown(Body):
    n: int
    at: datetime
    person: str
    back_to: Annotated[int | None, Field(description="The version that was returned to, when that made this one.")]
    undid: Annotated[int | None, Field(description="The version whose change was taken back, when that made this one.")]


class VersionWhole(VersionShown):
    changes: Annotated[list[ChangeShown], Field(description="What it changed.")]


class Back(Body):
    how: Annotated[
        Literal["return", "undo"],
        Field(
            description="return: the whole set-up as this version had it; undo: only this version's change taken back."
        ),
    ] = "return"
    check: Annotated[bool, Field(description="Only tell what it would change.")] = False


@router.get("/versions", response=Page[VersionShown], url_name="api_versions", **OPEN)
def list_versions(request: HttpRequest, page: Query[Paging]) -> dict[str, Any]:
    """The set-up's versions, newest first."""
    items, more = by_key(Version.objects.all(), page.cursor, page.limit, newest=True)
    return {"items": [_shown(row) for row in items], "next": more}


@router.get("/versions/{n}", response={200: VersionWhole, 304: None}, url_name="api_version", **OPEN)
def get_version(request: HttpRequest, response: HttpResponse, n: str) -> Any:
    """One version, and what it changed in the tables that one may change."""
    row = _one(n)
    mine = allowed(_me(request), row.document).keys()
    changes = [one for one in changes_of(row) if one.table in mine]
    seen = _shown(row) | {"changes": [shown_change(one) for one in changes]}
    told = seen | {"at": row.at.isoformat()}
    return tagged(request, response, told) or seen


@router.get("/versions/{n}/config", response={200: bytes}, url_name="api_version_config", **OPEN)
def get_version_config(request: HttpRequest, n: str) -> HttpResponse:
    """The set-up as it was then, as a TOML file without passwords."""
    return HttpResponse(to_toml(allowed(_me(request), document_of(_one(n)))), content_type=TOML)


@router.post("/versions/{n}/back", response=list[ChangeShown], url_name="api_version_back", **OPEN)
def back_to_version(request: HttpRequest, n: str, body: Back) -> Any:
    """Go back, all of it or nothing; says what was (or would be) changed. It makes a new version."""
    row, whole = _one(n), body.how == "return"
    if body.check:
        return tried(lambda: preview(_me(request), row, whole=whole))
    return tried(lambda: go_back(_me(request), row, whole=whole))


def _shown(row: Version) -> dict[str, Any]:
    return {"n": row.n, "at": row.at, "person": row.actor_name, "back_to": row.back_to, "undid": row.undid}


def _one(n: str) -> Version:
    return found(Version.objects.all(), n=key_of(n))


def _me(request: HttpRequest) -> User:
    return request.caller.person  # type: ignore[attr-defined]
