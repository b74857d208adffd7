"""Walls: the own ones and those shared; their tiles as a layout of twelve columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from gudok.web.api.door import open_to
from gudok.web.api.etags import check_match, tagged
from gudok.web.api.forms import changed_by
from gudok.web.api.problems import Problem, invalid
from gudok.web.api.shapes import Body, Cursor, Limit, Page, by_key, found, key_of
from gudok.web.wall import actions, queries
from gudok.web.wall.forms import CENTRE, MINE, TEAMS, WallForm
from gudok.web.wall.models import Wall
from gudok.web.wall.names import refusal
from gudok.web.wall.tiles import COLUMNS, MOST, ROWS, BadTileError, KindName, Limits, plain, read

if TYPE_CHECKING:
    from gudok.web.api.caller import Caller

router = Router(tags=["Walls"])
OPEN = open_to("walls", "wall.see")
Limit_ = Annotated[int | None, Field(ge=0, le=1_000_000)]


class TileBody(Body):
    id: Annotated[str, Field(description="Its name within the wall.", pattern=r"^[a-z][a-z0-9-]{0,19}$")]
    kind: KindName
    x: Annotated[int, Field(ge=0, lt=COLUMNS, description="Column, from 0.")]
    y: Annotated[int, Field(ge=0, lt=ROWS, description="Row, from 0.")]
    w: Annotated[int, Field(ge=1, le=COLUMNS)]
    h: Annotated[int, Field(ge=1, le=ROWS)]
    title: Annotated[str, Field(max_length=60, description="Empty: by what it shows.")] = ""
    figure: Annotated[str, Field(max_length=20, description="For `figure` and `chart`: what it shows.")] = ""
    queues: Annotated[list[str], Field(default_factory=list, max_length=200, description="Ids; none: all.")]
    teams: Annotated[list[str], Field(default_factory=list, max_length=200, description="Ids; none: everybody.")]
    limits: Annotated[Limits, Field(description="usual: the alerts' thresholds.")] = "usual"
    warn: Limit_ = None
    bad: Limit_ = None
    sound: bool = False
    text: Annotated[str, Field(max_length=500, description="For `text`.")] = ""


Tiles = Annotated[list[TileBody], Field(max_length=MOST, description="No tile may lie over another.")]
Shared = Annotated[Literal["mine", "centre", "teams"], Field(description="Who may see it.")]
Teams = Annotated[list[str], Field(max_length=200, description="Ids of teams, for `shared` teams.")]


class WallShown(Body):
    id: str
    name: str
    shared: Shared
    teams: Teams
    first: Annotated[bool, Field(description="Opens first for those it is shared with.")]
    names: Annotated[bool, Field(description="Operators' names on a television.")]
    tiles: Tiles


class WallNew(Body):
    name: Annotated[str, Field(min_length=1, max_length=60)]
    shared: Shared = "mine"
    teams: Teams = Field(default_factory=list)
    first: bool = False
    names: bool = False
    tiles: Tiles = Field(default_factory=list)


class WallChange(Body):
    """Only what is sent changes."""

    name: Annotated[str | None, Field(min_length=1, max_length=60)] = None
    shared: Shared | None = None
    teams: Teams | None = None
    first: bool | None = None
    names: bool | None = None
    tiles: Tiles | None = None


class WallPage(Body):
    cursor: Cursor = ""
    limit: Limit = 50


@router.get("/walls", response=Page[WallShown], url_name="api_walls", **OPEN)
def list_walls(request: HttpRequest, page: Query[WallPage]) -> dict[str, Any]:
    """The caller's walls and those shared with the caller."""
    items, more = by_key(queries.visible(_caller(request).person), page.cursor, page.limit)
    return {"items": [shown(row) for row in items], "next": more}


@router.get("/walls/{id}", response={200: WallShown, 304: None}, url_name="api_wall", **OPEN)
def get_wall(request: HttpRequest, response: HttpResponse, id: str) -> Any:  # noqa: A002 the address's own word
    seen = shown(_one(request, id))
    return tagged(request, response, seen) or seen


@router.post("/walls", response={201: WallShown}, url_name="api_walls", **OPEN)
def add_wall(request: HttpRequest, response: HttpResponse, body: WallNew) -> Any:
    """Make a wall; one for others needs `wall.share`."""
    return Status(201, _save(request, response, Wall(), body.dict()))


@router.patch("/walls/{id}", response=WallShown, url_name="api_wall", **OPEN)
def change_wall(request: HttpRequest, response: HttpResponse, id: str, body: WallChange) -> Any:  # noqa: A002
    row = _changeable(request, id)
    check_match(request, shown(row))
    return _save(request, response, row, body.dict(exclude_unset=True))


@router.delete("/walls/{id}", response={204: None}, url_name="api_wall", **OPEN)
def delete_wall(request: HttpRequest, id: str) -> Any:  # noqa: A002
    row = _changeable(request, id)
    check_match(request, shown(row))
    actions.delete_wall(_caller(request).person, row)
    return Status(204, None)


def shown(row: Wall) -> dict[str, Any]:
    teams = sorted(str(team.pk) for team in row.teams.all())
    return {
        "id": str(row.pk),
        "name": row.name,
        "shared": MINE if row.owner_id else TEAMS if teams else CENTRE,
        "teams": teams,
        "first": row.first,
        "names": row.names,
        "tiles": [TileBody(**tile).dict() for tile in row.tiles],
    }


def _save(request: HttpRequest, response: HttpResponse, row: Wall, sent: dict[str, Any]) -> dict[str, Any]:
    person = _caller(request).person
    now = shown(row) if row.pk else {"tiles": []}
    values = now | {name: value for name, value in sent.items() if value is not None}
    try:
        tiles = read([{k: v for k, v in tile.items() if v is not None} for tile in values["tiles"]])
        queries.check_known(person, tiles, row)
    except BadTileError as error:
        raise invalid([{"field": error.field, "code": error.code, "message": refusal(error)}]) from None
    values["name"] = values["name"].replace("\0", "")
    form = WallForm(values, instance=row, user=person)
    changed_by(form)
    saved = actions.save_wall(person, row, form.values | {"tiles": plain(tiles)}, form.shared_with)
    seen = shown(saved)
    tagged(request, response, seen)
    return seen


def _caller(request: HttpRequest) -> Caller:
    return request.caller  # type: ignore[attr-defined]


def _one(request: HttpRequest, id_: str) -> Wall:
    return found(queries.visible(_caller(request).person), pk=key_of(id_))


def _changeable(request: HttpRequest, id_: str) -> Wall:
    row = _one(request, id_)
    if not queries.may_change(_caller(request).person, row):
        raise Problem(403, "forbidden", "Needed: wall.share.", rights=[queries.SHARE])
    return row
