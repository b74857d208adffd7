from __future__ import annotations

import json
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to
from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.calls import actions, queries, table
from gudok.web.calls.chart import chart
from gudok.web.calls.document import document
from gudok.web.calls.filters import CallFilter
from gudok.web.calls.parties import party
from gudok.web.calls.ranges import serve
from gudok.web.calls.story import lines, marks, story_names
from gudok.web.catalogue.table import answer
from gudok.web.ivr import way
from gudok.web.record.models import Leg, Line, Note
from gudok.web.record.queries import events_for, visible_calls
from gudok.web.record.recordings import flac_file, peaks_file

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from gudok.web.accounts.request import SignedInRequest
    from gudok.web.record.models import Call

MOST_EXPORTED = 100_000


@open_to("calls.see_own", "calls.see_team", "calls.see_all")
@require_GET
def calls(request: SignedInRequest) -> HttpResponse:
    names = queries.all_names()
    form = CallFilter(request.GET, names)
    visible = visible_calls(request.user)
    masked = not request.user.has_perm(SEE_FULL_NUMBERS)
    page = queries.page(queries.narrow(visible, form.chosen, masked=masked), request.GET.get("after", ""))
    rows = [(call, names.get(call.queue, ""), names.get(call.agent, "")) for call in page.calls]
    context = {"form": form, "rows": rows, "next": page.next, "filtered": bool(form.chosen), "names": names}
    if request.user.has_perm("results.change"):
        context["owed"] = queries.owed_lately(visible)
    return render(request, "calls/calls.html", context)


@open_to("calls.export")
@require_GET
def export(request: SignedInRequest) -> HttpResponse:
    """The calls of the filter as a file for table programs, newest first."""
    names = queries.all_names()
    chosen = CallFilter(request.GET, names).chosen
    masked = not request.user.has_perm(SEE_FULL_NUMBERS)
    found = list(queries.newest(queries.narrow(visible_calls(request.user), chosen, masked=masked), MOST_EXPORTED))
    actions.note_export(request.user, len(found))
    return answer(table.HEAD, table.rows(found, names, masked=masked), "calls.csv")


@open_to("calls.see_own", "calls.see_team", "calls.see_all")
@require_GET
def call(request: SignedInRequest, pk: str) -> HttpResponse:
    """The story of one call."""
    found, names = _visible(request, pk), queries.all_names()
    names |= story_names(found)
    listens = request.user.has_perm("recordings.listen")
    masked = not request.user.has_perm(SEE_FULL_NUMBERS)
    legs = [(leg, party(leg, names, masked=masked)) for leg in found.legs.all()]
    context = {
        "call": found,
        "queue": names.get(found.queue, ""),
        "agent": names.get(found.agent, ""),
        "lines": lines(found, names, masked=masked),
        "way": way.of_record(found.events.all(), masked=masked),
        "legs": legs,
        "recordings": [(leg, name, json.dumps(marks(found, leg))) for leg, name in legs if leg.record and listens],
        "charts": [
            (names.get(row.agent, row.agent), drawn) for row in Line.objects.filter(call=pk) if (drawn := chart(row))
        ],
        "notes": Note.objects.filter(call=pk).exclude(text="").select_related("author"),
    }
    return render(request, "calls/call.html", context)


@open_to("calls.see_own", "calls.see_team", "calls.see_all")
@require_GET
def call_json(request: SignedInRequest, pk: str) -> JsonResponse:
    masked = not request.user.has_perm(SEE_FULL_NUMBERS)
    found = _visible(request, pk)
    made = document(found, queries.all_names() | story_names(found), masked=masked)
    options = {"ensure_ascii": False, "indent": 2}
    headers = {"Content-Disposition": f'attachment; filename="{pk}.json"'}
    return JsonResponse(made, json_dumps_params=options, headers=headers)


@open_to("recordings.listen")
@require_GET
async def recording(request: SignedInRequest, pk: str, n: int) -> HttpResponseBase:
    """The FLAC of a leg, whole or in parts."""
    leg = await sync_to_async(_ready_leg)(request, pk, n)
    file = flac_file(settings.DATA.recordings, leg.record)
    if not file.is_file():
        raise Http404
    await sync_to_async(actions.note_listening)(request.user, leg)
    return serve(file, request.headers.get("Range", ""), "audio/flac")


@open_to("recordings.listen")
@require_GET
def peaks(request: SignedInRequest, pk: str, n: int) -> HttpResponse:
    """The waveform: {ms, point_ms, left: [0…255], right: […]}."""
    file = peaks_file(settings.DATA.recordings, _ready_leg(request, pk, n).record)
    if not file.is_file():
        raise Http404
    return HttpResponse(file.read_bytes(), content_type="application/json", headers={"Cache-Control": "private"})


def _visible(request: SignedInRequest, pk: str) -> Call:
    """The call if this person may see it; 404 does not tell whether it exists."""
    told = Prefetch("events", events_for(request.user))
    return get_object_or_404(visible_calls(request.user).prefetch_related(told, "legs"), pk=pk)


def _ready_leg(request: SignedInRequest, pk: str, n: int) -> Leg:
    return get_object_or_404(Leg, call__in=visible_calls(request.user), call_id=pk, n=n, recording=Leg.Recording.READY)
