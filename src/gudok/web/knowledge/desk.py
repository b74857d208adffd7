"""The knowledge base at the desk: what is offered beside a call, an article there, and what must be read first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from gudok.core.state import Away, Paused
from gudok.web.accounts.doors import open_to
from gudok.web.knowledge import actions, queries
from gudok.web.knowledge.views import seen_by
from gudok.web.live.queries import replica

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.models import User
    from gudok.web.accounts.request import SignedInRequest
    from gudok.web.knowledge.models import Article


@open_to("knowledge.see")
@require_GET
def find(request: SignedInRequest) -> HttpResponse:
    """What fits `q`, those of `queue` first; for nothing typed what the queue has."""
    typed = request.GET.get("q", "").replace("\0", "")
    rows = queries.beside_call(typed, request.GET.get("queue", ""))
    return render(request, "knowledge/found.html", {"articles": rows, "typed": typed.strip()})


@open_to("knowledge.see")
@require_GET
def beside(request: SignedInRequest, code: str) -> HttpResponse:
    """An article as it stands beside a call."""
    row = seen_by(request, code)
    due = row.published is not None and queries.due_in(row.published, request.user)
    return render(request, "knowledge/beside_article.html", {"article": row, "due": due})


@open_to("knowledge.see")
@require_GET
def to_read(request: SignedInRequest) -> HttpResponse:
    """What this operator has to read before being ready."""
    return _to_read(request)


def _to_read(request: SignedInRequest) -> HttpResponse:
    return render(request, "knowledge/due.html", {"articles": queries.due(request.user)})


@open_to("knowledge.see")
@require_POST
def confirm(request: SignedInRequest, code: str, n: int) -> HttpResponse:
    """This person has read version `n`: back to the article; a script of the desk gets what is still to be read."""
    row = seen_by(request, code)
    actions.confirm(request.user, get_object_or_404(row.editions, n=n))
    return (
        _to_read(request) if "application/json" in request.headers.get("Accept", "") else redirect("article", code=code)
    )


async def to_read_first(user: User, operator: str) -> Article | None:
    """What this operator must read before being ready from a break or from outside; wrap-up is not held up by it."""
    rows = await sync_to_async(queries.due)(user)
    if not rows:
        return None
    agent = (await replica()).state.agents.get(operator)
    return rows[0] if agent is None or isinstance(agent.mode, Away | Paused) else None
