"""The knowledge base: published articles, to be read."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from gudok.web.api.door import open_to
from gudok.web.api.etags import tagged
from gudok.web.api.shapes import Body, Cursor, Limit, Named, Page, by_key, found
from gudok.web.knowledge import queries
from gudok.web.knowledge.markdown import render
from gudok.web.knowledge.models import Article

router = Router(tags=["Knowledge base"])
READ = open_to("knowledge:read", "knowledge.see")


class ArticleFilter(Body):
    q: Annotated[str, Field(max_length=200, description="As people type: best first, of one page.")] = ""
    section: Annotated[str, Field(max_length=80, description="A section's name.")] = ""
    tag: Annotated[str, Field(max_length=40, description="A tag.")] = ""
    queue: Annotated[str, Field(max_length=18, pattern=r"^(q\d+)?$", description="A queue's id.")] = ""
    cursor: Cursor = ""
    limit: Limit = 50


class ArticleShown(Body):
    id: Annotated[str, Field(examples=["7"])]
    code: Annotated[str, Field(description="Stays when the title changes.", examples=["returns"])]
    title: str
    section: Annotated[str, Field(description="Its name, or empty.")]
    tags: list[str]
    queues: Annotated[list[Named], Field(description="Empty: for every queue.")]
    must_read: bool
    version: int
    published_at: datetime


class ArticleWhole(ArticleShown):
    text: Annotated[str, Field(description="Markdown.")]
    html: Annotated[str, Field(description="The same as HTML without scripts, styles and pictures.")]


@router.get("/articles", response=Page[ArticleShown], url_name="api_articles", **READ)
def list_articles(request: HttpRequest, chosen: Query[ArticleFilter]) -> dict[str, Any]:
    """Articles in the order they were added; with `q` the best `limit` of them, without a further page."""
    rows = queries.open_articles().prefetch_related("tags", "queues")
    if chosen.section:
        rows = rows.filter(section__name=chosen.section.replace("\0", ""))
    if chosen.tag:
        rows = rows.filter(tags__name=chosen.tag.replace("\0", ""))
    if chosen.queue:
        rows = rows.filter(queues=int(chosen.queue[1:]))
    if chosen.q.strip():
        items, more = queries.search(chosen.q.replace("\0", ""), rows, chosen.limit), ""
    else:
        items, more = by_key(rows, chosen.cursor, chosen.limit)
    return {"items": [_shown(row) for row in items], "next": more}


@router.get("/articles/{code}", response={200: ArticleWhole, 304: None}, url_name="api_article", **READ)
def get_article(request: HttpRequest, response: HttpResponse, code: str) -> Any:
    """One article with its text."""
    row = found(queries.open_articles(), code=code.replace("\0", ""))
    assert row.published is not None
    whole = _shown(row) | {"text": row.published.text, "html": render(row.published.text)}
    return tagged(request, response, whole) or whole


def _shown(row: Article) -> dict[str, Any]:
    assert row.published is not None
    return {
        "id": str(row.pk),
        "code": row.code,
        "title": row.title,
        "section": str(row.section or ""),
        "tags": [str(tag) for tag in row.tags.all()],
        "queues": [{"id": queue.core_id, "name": queue.name} for queue in row.queues.all()],
        "must_read": row.must_read,
        "version": row.published.n,
        "published_at": row.published.at,
    }
