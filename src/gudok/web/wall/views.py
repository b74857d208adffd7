"""The supervisor's wall: one page, kept alive by its event stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to
from gudok.web.wall.words import words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@open_to("wall.view")
@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """With `tv=1` only tiles and queues, large and without names, for a screen everybody sees."""
    return render(request, "wall/wall.html", {"words": words(), "tv": request.GET.get("tv") == "1"})
