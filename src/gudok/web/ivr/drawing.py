"""What the drawing asks the server while it is drawn: to be kept and checked, to be put to use, to be tried."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from msgspec.structs import replace

from gudok.web.accounts.doors import open_to
from gudok.web.ivr import actions, counting, queries, shape, walking
from gudok.web.setup.flows import Flow
from gudok.web.setup.queries import settings_document
from gudok.web.why.wording import explain

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from gudok.core.ivr.flow import Flow as CoreFlow
    from gudok.core.settings import Settings
    from gudok.web.accounts.request import SignedInRequest


def body_of(request: HttpRequest) -> shape.Body:
    """The flow that the page sent, as it is kept; raises BadFlowError."""
    try:
        sent: Any = json.loads(request.POST.get("flow", ""))
    except ValueError as error:
        raise shape.BadFlowError(str(error)) from error
    return shape.plain(shape.read(sent))


def edition_of(request: HttpRequest) -> int:
    text = request.POST.get("edition", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _overtaken() -> JsonResponse:
    return JsonResponse({"error": _("Somebody else has changed this menu meanwhile. Open it anew.")})


@open_to("setup.change")
@require_POST
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep the flow as it is drawn now, and say what is wrong with it."""
    row = get_object_or_404(Flow, pk=pk)
    try:
        body = body_of(request)
        same = row.in_use and body == row.body
        edition = actions.keep_draft(request.user, row, None if same else body, edition_of(request))
    except shape.BadFlowError as error:
        return HttpResponseBadRequest(str(error))
    except actions.ChangedMeanwhileError:
        return _overtaken()
    return JsonResponse({"edition": edition, "drawn": not same, "problems": queries.problems(body)})


@open_to("setup.change")
@require_POST
def use(request: SignedInRequest, pk: int) -> HttpResponse:
    """From now on callers walk it; refused while anything is wrong."""
    row = get_object_or_404(Flow, pk=pk)
    try:
        body = body_of(request)
        edition = actions.put_to_use(request.user, row, body, edition_of(request))
    except shape.BadFlowError as error:
        return HttpResponseBadRequest(str(error))
    except actions.ChangedMeanwhileError:
        return _overtaken()
    except ValidationError:
        return JsonResponse({"error": _("First mend what is wrong."), "problems": queries.problems(body)})
    return JsonResponse({"edition": edition, "drawn": False, "problems": []})


@open_to("setup.change")
@require_GET
def choices(request: SignedInRequest) -> HttpResponse:
    """What the forms offer: asked anew when somebody comes back from recording a prompt."""
    return JsonResponse(queries.offered())


@open_to("setup.change")
@require_POST
def walk(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where presses lead somebody who calls the flow as it is drawn: the way, what is heard, what is waited for."""
    row = get_object_or_404(Flow, pk=pk)
    known, now = shape.choices(), settings_document()
    try:
        flow = shape.for_core(shape.read(body_of(request), row.core_id, row.name), known)
        presses, at = request.POST.get("presses", "").split(), _moment(request, now.zone)
        who, when = request.POST.get("who", ""), request.POST.get("when", "")
        return JsonResponse(walked(now, flow, known, who, when, presses, at))
    except (shape.BadFlowError, walking.BadWalkError) as error:
        return HttpResponseBadRequest(str(error))


def walked(
    now: Settings, flow: CoreFlow, known: shape.Choices, who: str, when: str, presses: list[str], at: int | None = None
) -> dict[str, Any]:
    """The walk of a flow in the centre as it is `now`, in words, prompts by their codes; raises BadWalkError."""
    centre = replace(now, schedules=walking.opened(now.schedules, when))
    at = round(timezone.now().timestamp() * 1000) if at is None else at
    found = walking.walk(centre, flow, who, at, presses)
    codes = {sound: code for code, sound in known.prompts.items()}
    names = {queue.id: queue.name for queue in now.queues}
    steps = [
        {"node": one.node, "exit": one.exit, "why": explain(one.why.code, one.why.numbers, names)}
        for one in found.steps
    ]
    said = [
        {"code": codes[one.sound], "node": one.node, "language": one.language}
        for one in found.said
        if one.sound in codes
    ]
    return {"steps": steps, "said": said, "here": found.here, "awaits": found.awaits}


def _moment(request: HttpRequest, zone: str) -> int:
    """The time asked for, in the centre's zone; now for none."""
    try:
        asked = datetime.fromisoformat(request.POST.get("at", "")).replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        asked = timezone.now()
    return round(asked.timestamp() * 1000)


@open_to("setup.change")
@require_GET
def counts(request: SignedInRequest, pk: int) -> HttpResponse:
    """How many callers went which way in the last day or week."""
    row = get_object_or_404(Flow, pk=pk)
    span = request.GET.get("span", "day")
    return JsonResponse({"counts": counting.counted(row, span if span in counting.SPANS else "day")})
