"""Making walls: the list, a wall's name and readers, its tiles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to, refuse
from gudok.web.wall import actions, queries
from gudok.web.wall.forms import STANDARD_KEY, TelevisionForm, TileForm, WallForm
from gudok.web.wall.models import FirstWall, Wall
from gudok.web.wall.names import KIND_NAMES, refusal
from gudok.web.wall.tiles import KINDS, BadTileError, plain, read, read_one
from gudok.web.wall.views import seen
from gudok.web.wall.words import editing_words, words

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest


@open_to("wall.see")
@require_GET
def walls(request: SignedInRequest) -> HttpResponse:
    """Every wall this person may open, and the television's choice among them."""
    user = request.user
    rows = queries.visible(user).select_related("owner").prefetch_related("teams")
    first, chosen = queries.first_wall(user), FirstWall.objects.filter(user=user).exists()
    context = {
        "rows": [(row, queries.may_change(user, row)) for row in rows],
        "first": first.pk if first else STANDARD_KEY,
        "chosen": chosen,
        "television": TelevisionForm(user=user),
        "standard": STANDARD_KEY,
    }
    return render(request, "wall/walls.html", context)


@open_to("wall.see")
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """A wall of one's own, or with the right one for others; `begin` is the one it is copied from."""
    form = WallForm(request.POST or None, user=request.user, initial={"begin": request.GET.get("begin", STANDARD_KEY)})
    if request.method == "POST" and form.is_valid():
        row = actions.save_wall(request.user, Wall(), form.values, form.shared_with)
        return redirect("wall_edit", pk=row.pk)
    return render(request, "wall/form.html", {"form": form, "row": None})


@open_to("wall.see")
@require_http_methods(["GET", "POST"])
def settings(request: SignedInRequest, pk: int) -> HttpResponse:
    """A wall's name and who may see it."""
    row = seen(request.user, pk)
    if row is None or not queries.may_change(request.user, row):
        return refuse(request)
    form = WallForm(request.POST or None, user=request.user, instance=row)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_wall(request.user, row, form.values, form.shared_with)
        messages.success(request, _("Saved: %(name)s") % {"name": saved})
        return redirect("walls")
    return render(request, "wall/form.html", {"form": form, "row": Wall.objects.get(pk=pk)})


@open_to("wall.see")
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    row = seen(request.user, pk)
    if row is None or not queries.may_change(request.user, row):
        return refuse(request)
    actions.delete_wall(request.user, row)
    messages.success(request, _("Deleted: %(name)s") % {"name": row.name})
    return redirect("walls")


@open_to("wall.see")
@require_POST
def first(request: SignedInRequest, key: str) -> HttpResponse:
    """From now on this wall opens first for this person."""
    row = seen(request.user, key)
    actions.choose_first(request.user, row)
    messages.success(request, _("Opens first: %(name)s") % {"name": row or _("The usual wall")})
    return redirect("walls")


@open_to("wall.see")
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """A wall's tiles: they are moved on the page, and come back whole as JSON with the edition they began from."""
    row = seen(request.user, pk)
    if row is None or not queries.may_change(request.user, row):
        return refuse(request)
    if request.method == "POST":
        return _save(request, row)
    kinds = [
        {"kind": kind, "name": str(KIND_NAMES[kind]), "w": of.w, "h": of.h, "figure": _usual_figure(kind)}
        for kind, of in KINDS.items()
    ]
    context = {
        "wall": queries.shown(row),
        "edits": True,
        "kinds": kinds,
        "words": words() | editing_words(),
        "tiles": row.tiles,
    }
    return render(request, "wall/edit.html", context)


def _usual_figure(kind: str) -> str:
    return {"figure": "waiting", "chart": "level"}.get(kind, "")


def _save(request: SignedInRequest, row: Wall) -> JsonResponse:
    try:
        tiles, was = read(json.loads(request.POST.get("tiles", ""))), int(request.POST.get("edition", ""))
        queries.check_known(request.user, tiles, row)
        saved = actions.save_wall(request.user, row, {"tiles": plain(tiles)}, was=was)
    except BadTileError as error:
        return JsonResponse({"error": f"{error.field}: {refusal(error)}"})
    except actions.ChangedMeanwhileError:
        return JsonResponse({"error": _("Somebody else has changed this wall meanwhile. Open it anew.")})
    except ValueError:
        return JsonResponse({"error": _("This is no layout.")})
    return JsonResponse({"edition": saved.edition})


@open_to("wall.see")
@require_POST
def tile(request: SignedInRequest) -> HttpResponse:
    """A tile's settings: `tile` is how it is now; without `save` its form, with it the tile as it becomes."""
    try:
        now = read_one(json.loads(request.POST.get("tile", "")))
    except (BadTileError, ValueError) as error:
        return HttpResponseBadRequest(str(error))
    saves = "save" in request.POST
    form = TileForm(request.POST if saves else None, tile=now, user=request.user)
    if saves and form.is_valid():
        (shown,) = queries.shown_tiles([form.changed])
        html = render_to_string("wall/tile.html", {"one": shown, "edits": True}, request)
        return JsonResponse({"tile": plain((form.changed,))[0], "html": html})
    context: dict[str, Any] = {"form": form}
    return JsonResponse({"form": render_to_string("wall/tile_form.html", context, request)})
