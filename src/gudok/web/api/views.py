"""The description, its page, and the answer for addresses that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to as door
from gudok.web.accounts.doors import open_to_strangers
from gudok.web.api.app import api
from gudok.web.api.describe import description
from gudok.web.api.problems import Problem, answer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@open_to_strangers
@require_GET
def openapi(request: HttpRequest) -> JsonResponse:
    """OpenAPI 3.1: it tells nothing of this centre, so everybody may read it."""
    return JsonResponse(description())


@door()
@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """The description as a page to read and to try, with our own files only."""
    return render(request, "api/docs.html", {"title": f"{api.title} API"})


@open_to_strangers
@csrf_exempt
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    return answer(Problem(404, "not_found", "No such address; the list: /api/v1/openapi.json"))
