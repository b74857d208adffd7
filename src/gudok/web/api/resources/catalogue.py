"""The catalogue: goods and services with their prices."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from gudok.web.api.door import open_to
from gudok.web.api.etags import check_match, tagged
from gudok.web.api.problems import invalid
from gudok.web.api.resources.calls import aware
from gudok.web.api.shapes import Body, Cursor, Limit, Page, by_key, found, key_of
from gudok.web.catalogue import actions, queries
from gudok.web.catalogue.models import Good
from gudok.web.catalogue.money import MOST_KOPECKS, MOST_THOUSANDTHS

if TYPE_CHECKING:
    from gudok.web.api.caller import Caller

router = Router(tags=["Catalogue"])
READ = open_to("catalogue:read", "catalogue.see")
WRITE = open_to("catalogue:write", "catalogue.change")
Article = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^\x00]+$", examples=["TEA-01"])]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$", examples=["Green tea, 100 g"])]
Unit = Annotated[str, Field(max_length=20, pattern=r"^[^\x00]*$")]
Category = Annotated[
    str, Field(max_length=300, pattern=r"^[^\x00]*$", description="A path, made where it is not there yet: Tea / Green")
]
Kopecks = Annotated[int, Field(ge=0, le=MOST_KOPECKS, description="Kopecks.", examples=[45000])]
Stock = Annotated[int, Field(ge=-MOST_THOUSANDTHS, le=MOST_THOUSANDTHS, description="Thousandths of the unit.")]


class GoodFilter(Body):
    q: Annotated[str, Field(max_length=200, description="As people type: best first, of one page.")] = ""
    category: Annotated[str, Field(max_length=18, pattern=r"^\d*$", description="A category's id, and all in it.")] = ""
    active: Annotated[Literal["", "yes", "no"], Field(description="Only what can be ordered, or is no more.")] = ""
    article: Annotated[str, Field(max_length=40, description="Exactly this article number.")] = ""
    cursor: Cursor = ""
    limit: Limit = 50


class GoodShown(Body):
    id: Annotated[str, Field(examples=["17"])]
    article: str
    name: str
    category: Annotated[str, Field(description="Its path, or empty.")]
    unit: str
    service: bool
    price: Annotated[int | None, Field(description="Kopecks, now; null: none yet, it cannot be ordered.")]
    stock: Annotated[int | None, Field(description="Thousandths of the unit; null: not kept.")]
    active: bool


class GoodNew(Body):
    article: Article
    name: Name
    category: Category = ""
    unit: Unit = ""
    service: bool = False
    price: Kopecks | None = None
    price_since: Annotated[datetime | None, Field(description="From when; null: from now on.")] = None
    stock: Stock | None = None
    active: bool = True


class GoodChange(Body):
    """Only what is sent changes."""

    article: Article | None = None
    name: Name | None = None
    category: Category | None = None
    unit: Unit | None = None
    service: bool | None = None
    price: Kopecks | None = None
    price_since: datetime | None = None
    stock: Annotated[Stock | None, Field(description="null: stock is kept no more.")] = None
    active: bool | None = None


class CategoryShown(Body):
    id: str
    name: str
    path: str
    parent: Annotated[str, Field(description="Its id; empty at the root.")]


class PriceShown(Body):
    price: Annotated[int, Field(description="Kopecks.")]
    since: datetime
    set_by: str


@router.get("/goods", response=Page[GoodShown], url_name="api_goods", **READ)
def list_goods(request: HttpRequest, chosen: Query[GoodFilter]) -> dict[str, Any]:
    """Goods in the order they were added; with `q` the best `limit` of them, without a further page."""
    active = {"": None, "yes": True, "no": False}[chosen.active]
    rows = queries.goods(int(chosen.category) if chosen.category else None, active)
    if chosen.article:
        rows = rows.filter(article=chosen.article.replace("\0", ""))
    if chosen.q.strip():
        items, more = list(queries.search(chosen.q.replace("\0", ""), rows, chosen.limit)), ""
    else:
        items, more = by_key(rows, chosen.cursor, chosen.limit)
    paths = queries.paths()
    return {"items": [shown(row, paths) for row in items], "next": more}


@router.post("/goods", response={201: GoodShown}, url_name="api_goods", **WRITE)
def add_good(request: HttpRequest, response: HttpResponse, body: GoodNew) -> Any:
    """Add one. An article number is one good's only."""
    return _save(request, response, None, body.dict())


@router.get("/goods/{id}", response={200: GoodShown, 304: None}, url_name="api_good", **READ)
def get_good(request: HttpRequest, response: HttpResponse, id: str) -> Any:  # noqa: A002 the address's own word
    seen = shown(_one(id), queries.paths())
    return tagged(request, response, seen) or seen


@router.patch("/goods/{id}", response=GoodShown, url_name="api_good", **WRITE)
def change_good(request: HttpRequest, response: HttpResponse, id: str, body: GoodChange) -> Any:  # noqa: A002
    """Change one; what is sold no more is made inactive, not deleted: orders name it."""
    row = _one(id)
    check_match(request, shown(row, queries.paths()))
    sent = body.dict(exclude_unset=True)
    return _save(request, response, row, {name: v for name, v in sent.items() if v is not None or name == "stock"})


@router.get("/goods/{id}/prices", response=list[PriceShown], url_name="api_good_prices", **READ)
def list_prices(request: HttpRequest, id: str) -> Any:  # noqa: A002
    """The history of its price, and prices of times to come; the latest first."""
    rows = _one(id).prices.select_related("set_by")
    return [{"price": row.kopecks, "since": row.since, "set_by": str(row.set_by or "")} for row in rows]


@router.get("/categories", response=list[CategoryShown], url_name="api_categories", **READ)
def list_categories(request: HttpRequest) -> Any:
    """The whole tree, each before what is within it."""
    return [
        {"id": str(one.row.pk), "name": one.row.name, "path": one.path, "parent": str(one.row.parent_id or "")}
        for one in queries.tree()
    ]


def _save(request: HttpRequest, response: HttpResponse, row: Good | None, sent: dict[str, Any]) -> Any:
    caller: Caller = request.caller  # type: ignore[attr-defined]
    same = Good.objects.filter(article=sent.get("article", "")).exclude(pk=row.pk if row else 0)
    if same.exists():
        raise invalid([{"field": "article", "code": "unique", "message": "Another good has this article number."}])
    values = sent | {"kopecks": sent.get("price")}
    if sent.get("price_since"):
        values["since"] = aware(sent["price_since"])
    if "category" in sent:
        values["category"] = actions.category_of(caller.person, sent["category"])
    saved = actions.save_good(caller.person, row.pk if row else None, values)
    seen = shown(_one(str(saved.pk)), queries.paths())
    tagged(request, response, seen)
    return Status(201 if row is None else 200, seen)


def shown(row: Good, paths: dict[int, str]) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "article": row.article,
        "name": row.name,
        "category": paths.get(row.category_id or 0, ""),
        "unit": row.unit,
        "service": row.service,
        "price": row.kopecks,
        "stock": row.stock,
        "active": row.active,
    }


def _one(id_: str) -> Good:
    return found(Good.objects.priced(), pk=key_of(id_))
