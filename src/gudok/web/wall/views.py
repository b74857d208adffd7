"""Walls to look at: on the desk of a supervisor, or on a television; kept alive by the event stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to
from gudok.web.days import queries as days
from gudok.web.days.figures import quarters, span
from gudok.web.days.pictures import charts
from gudok.web.wall import queries
from gudok.web.wall.forms import STANDARD_KEY, TelevisionForm
from gudok.web.wall.tiles import CHARTS
from gudok.web.wall.words import words

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.models import User
    from gudok.web.accounts.request import SignedInRequest
    from gudok.web.wall.models import Wall


def seen(user: User, key: int | str) -> Wall | None:
    """A wall this person may see, the usual one for its key; 404 for any other."""
    if key == STANDARD_KEY:
        return None
    row = queries.visible(user).filter(pk=key).first() if isinstance(key, int) or key.isdecimal() else None
    if row is None:
        raise Http404
    return row


@open_to("wall.see")
@require_GET
def wall(request: SignedInRequest) -> HttpResponse:
    """The wall this person sees first. With `tv=1` large and without names, for a screen everybody sees."""
    return _page(request, queries.first_wall(request.user))


@open_to("wall.see")
@require_GET
def standard(request: SignedInRequest) -> HttpResponse:
    """The wall of who has made none."""
    return _page(request, None)


@open_to("wall.see")
@require_GET
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, seen(request.user, pk))


@open_to("wall.see")
@require_GET
def television(request: SignedInRequest) -> HttpResponse:
    """Several walls in turn: `walls` by their keys, `every` so many seconds."""
    form = TelevisionForm(request.GET, user=request.user)
    if not form.is_valid():
        return redirect("walls")
    keys: list[str] = form.cleaned_data["walls"]
    turns = {"every": form.cleaned_data["every"], "addresses": [f"{address(key)}?tv=1&part=1" for key in keys]}
    return _page(request, seen(request.user, keys[0]), tv=True, turns=turns if len(keys) > 1 else None)


@open_to("wall.see")
@require_GET
def chart(request: SignedInRequest) -> HttpResponse:
    """Today by quarter-hours, of some queues or of all, as a drawing to be put into a tile."""
    figure, asked = request.GET.get("figure", ""), request.GET.get("queues", "")
    if figure not in CHARTS:
        return HttpResponseBadRequest(", ".join(CHARTS))
    queues, bounds = [id_ for id_ in asked.split(",") if id_], days.bounds(timezone.localdate())
    calls = [call for queue in queues or [""] for call in days.served(request.user, bounds, queue)]
    agents = {agent for queue in queues for agent in days.operators_of(queue)} if queues else None
    spells = days.spells(request.user, bounds, agents) if figure == "staff" else []
    whole = quarters(calls, spells, bounds.start, bounds.end)
    first, last = span(whole)
    drawings = charts(whole[first:last], timezone.get_current_timezone())
    drawing = next(drawing for drawing in drawings if drawing.id == figure)
    return render(request, "wall/chart.html", {"drawing": drawing, "tile": request.GET.get("tile", "")})


def address(key: int | str) -> str:
    return reverse("wall_standard") if key == STANDARD_KEY else reverse("wall_one", args=[key])


def _page(
    request: SignedInRequest, row: Wall | None, tv: bool | None = None, turns: dict[str, Any] | None = None
) -> HttpResponse:
    """A wall's page, or with `part=1` only what stands on it: for a page that lives on when the wall has changed."""
    tv = request.GET.get("tv") == "1" if tv is None else tv
    shown = queries.shown(row, tv)
    context: dict[str, Any] = {"wall": shown, "tv": tv}
    if request.GET.get("part") == "1":
        return render(request, "wall/board.html", context)
    here = address(row.pk if row else STANDARD_KEY)
    context |= {"words": words(), "here": here, "may_change": row is not None and queries.may_change(request.user, row)}
    context |= {"part": f"{here}?part=1{'&tv=1' if tv else ''}", "turns": turns}
    return render(request, "wall/wall.html", context)
