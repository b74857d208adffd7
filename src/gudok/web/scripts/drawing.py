"""What the editor asks the server: to keep and check what is drawn, to put it to use, to try it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.scripts import actions, filling, queries, shape
from gudok.web.scripts.models import Script
from gudok.web.scripts.picture import Way, picture

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from gudok.web.accounts.request import SignedInRequest


def body_of(request: HttpRequest) -> shape.Body:
    """The script that the page sent, as it is kept; raises BadScriptError."""
    try:
        sent: Any = json.loads(request.POST.get("flow", ""))
    except ValueError as error:
        raise shape.BadScriptError(str(error)) from error
    return shape.plain(shape.read(sent))


def edition_of(request: HttpRequest) -> int:
    text = request.POST.get("edition", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _overtaken() -> JsonResponse:
    return JsonResponse({"error": _("Somebody else has changed this script meanwhile. Open it anew.")})


@open_to("scripts.edit")
@require_POST
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep the script as it is drawn now, and say what is wrong with it."""
    row = get_object_or_404(Script, pk=pk)
    try:
        body = body_of(request)
        same = row.in_use and body == row.body
        edition = actions.keep_draft(request.user, row, None if same else body, edition_of(request))
    except shape.BadScriptError as error:
        return HttpResponseBadRequest(str(error))
    except actions.ChangedMeanwhileError:
        return _overtaken()
    return JsonResponse({"edition": edition, "drawn": not same, "problems": queries.problems(body, row)})


@open_to("scripts.edit")
@require_POST
def use(request: SignedInRequest, pk: int) -> HttpResponse:
    """From the next call on operators read it; refused while anything is wrong."""
    row = get_object_or_404(Script, pk=pk)
    try:
        body = body_of(request)
        edition = actions.put_to_use(request.user, row, body, edition_of(request))
    except shape.BadScriptError as error:
        return HttpResponseBadRequest(str(error))
    except actions.ChangedMeanwhileError:
        return _overtaken()
    except actions.ProblemsError:
        return JsonResponse({"error": _("First mend what is wrong."), "problems": queries.problems(body, row)})
    return JsonResponse({"edition": edition, "drawn": False, "problems": []})


@open_to("scripts.edit")
@require_POST
def trial(request: SignedInRequest, pk: int) -> HttpResponse:
    """The script as it is drawn, as an operator would have it before her, at the answers that were given."""
    row = get_object_or_404(Script, pk=pk)
    try:
        script = shape.read(body_of(request), str(row.pk), row.name)
        way = Way.sent(request.POST.get("way", ""))
    except (shape.BadScriptError, ValueError) as error:
        return HttpResponseBadRequest(str(error))
    return JsonResponse(picture(script, way, filling.example(request.user, row.language)))
