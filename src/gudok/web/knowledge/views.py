"""The knowledge base as it is read: the list, an article, its versions, and who has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to
from gudok.web.knowledge import queries
from gudok.web.knowledge.diff import compare
from gudok.web.knowledge.forms import ArticleFilter
from gudok.web.knowledge.models import Article, Edition

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

PAGE = 50


@open_to("knowledge.see")
@require_GET
def articles(request: SignedInRequest) -> HttpResponse:
    """The articles of the filter, as they fit what was typed, else by their titles."""
    # PostgreSQL refuses a NUL, and nobody looks for one.
    asked = {name: str(value).replace("\0", "") for name, value in request.GET.items()}
    form = ArticleFilter(asked, writes=request.user.has_perm("knowledge.change"))
    rows = queries.search(form.chosen.get("q", ""), _narrowed(form))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    tally = queries.tally(request.user, shown) if request.user.has_perm("knowledge.receipts") else {}
    context = {"page": page, "form": form, "filtered": bool(form.chosen), "tally": tally}
    return render(request, "knowledge/articles.html", context)


def _narrowed(form: ArticleFilter) -> QuerySet[Article]:
    chosen = form.chosen
    which = chosen.get("which", "")
    if which == "drafts":
        rows = queries.drafts()
    elif which == "away":
        rows = Article.objects.filter(archived=True).select_related("published", "section")
    else:
        rows = queries.open_articles().filter(**({"must_read": True} if which == "must" else {}))
    for field, name in (("section", "section"), ("tags", "tag"), ("queues", "queue")):
        if name in chosen:
            rows = rows.filter(**{field: chosen[name]})
    return rows.prefetch_related("tags", "queues")


@open_to("knowledge.see")
@require_GET
def article(request: SignedInRequest, code: str) -> HttpResponse:
    """One article; a draft or one put away only for who writes."""
    row = seen_by(request, code)
    due = row.published is not None and queries.due_in(row.published, request.user)
    return render(request, "knowledge/article.html", {"article": row, "due": due})


@open_to("knowledge.change", "knowledge.receipts")
@require_GET
def history(request: SignedInRequest, code: str) -> HttpResponse:
    row = get_object_or_404(Article, code=code)
    return render(request, "knowledge/history.html", {"article": row, "editions": row.editions.all()})


@open_to("knowledge.change", "knowledge.receipts")
@require_GET
def edition(request: SignedInRequest, code: str, n: int) -> HttpResponse:
    """A version: what it changed, and its text."""
    row = get_object_or_404(Edition.objects.select_related("article__published"), article__code=code, n=n)
    earlier = queries.before(row)
    context = {
        "article": row.article,
        "edition": row,
        "earlier": earlier,
        "lines": compare(_whole(earlier), _whole(row)) if earlier else [],
        "newest": row.article.published_id == row.pk,
    }
    return render(request, "knowledge/edition.html", context)


def _whole(row: Edition) -> str:
    return f"{row.title}\n\n{row.text}"


@open_to("knowledge.receipts")
@require_GET
def readers(request: SignedInRequest, code: str) -> HttpResponse:
    """Who has read which version, of the operators this person sees."""
    row = get_object_or_404(Article.objects.select_related("published"), code=code)
    return render(request, "knowledge/readers.html", {"article": row, "readers": queries.readers(request.user, row)})


def seen_by(request: SignedInRequest, code: str) -> Article:
    """The article if this person may read it; 404 else."""
    rows = Article.objects.select_related("published", "section") if _writes(request) else queries.open_articles()
    return get_object_or_404(rows.prefetch_related("tags", "queues"), code=code)


def _writes(request: SignedInRequest) -> bool:
    return request.user.has_perm("knowledge.change")
