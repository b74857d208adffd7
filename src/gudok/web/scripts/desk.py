"""What the desk asks for: the script of a call, and keeping how far it was led. All answers are JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asgiref.sync import sync_to_async
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gudok.web.accounts.doors import open_to, refuse
from gudok.web.drafts import calls
from gudok.web.live.queries import replica
from gudok.web.scripts import filling, runs
from gudok.web.scripts.models import ScriptEdition, ScriptRun
from gudok.web.scripts.picture import Way, picture

if TYPE_CHECKING:
    from gudok.core.state import State
    from gudok.web.accounts.models import User
    from gudok.web.accounts.request import SignedInRequest


@open_to("desk.use")
@require_http_methods(["GET", "POST"])
async def of_call(request: SignedInRequest, call: str) -> HttpResponse:
    """The script of a call this operator has, or had: {script}, null for none; POST begins to lead the call by it."""
    state = (await replica()).state
    return await sync_to_async(_of_call)(request, call, state)


def _of_call(request: SignedInRequest, call: str, state: State) -> HttpResponse:
    if not calls.has_call(request.user, call, state):
        return refuse(request)
    queue = runs.queue_of(calls.core_id(request.user), call, state)
    script = queue.script if queue else None
    if queue is None or script is None or not script.in_use:
        return JsonResponse({"script": None})
    if request.method == "POST":
        run: ScriptRun | None = runs.begin_run(request.user, call, script)
    else:
        run = ScriptRun.objects.filter(call=call, script=script).select_related("edition").first()
    edition = run.edition if run else script.editions.last()
    return JsonResponse({"script": _picture(request.user, call, queue.name, state, edition, run) if edition else None})


@open_to("desk.use")
@require_POST
async def save(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep the page's `way` over the version `base`: {script, saved}, or {script, theirs: who} where it is older."""
    state = (await replica()).state
    return await sync_to_async(_save)(request, pk, state)


def _save(request: SignedInRequest, pk: int, state: State) -> HttpResponse:
    row = get_object_or_404(ScriptRun, pk=pk)
    if not calls.has_call(request.user, row.call, state):
        return refuse(request)
    base = request.POST.get("base", "")
    try:
        way = Way.sent(request.POST.get("way", ""))
    except ValueError:
        return HttpResponse(status=400)
    number = int(base) if base.isdecimal() and len(base) < 10 else -1
    queue = runs.queue_of(calls.core_id(request.user), row.call, state)
    seat, of = request.POST.get("seat", "")[:24], queue.core_id if queue else ""
    found = runs.save_way(request.user, pk, way, number, seat, of)
    shown = _picture(request.user, row.call, queue.name if queue else "", state, found.run.edition, found.run)
    return JsonResponse({"script": shown, "theirs": found.theirs, "saved": timezone.localtime().strftime("%H:%M")})


def _picture(
    user: User, call: str, queue: str, state: State, edition: ScriptEdition, run: ScriptRun | None
) -> dict[str, Any]:
    script = edition.script
    shown = picture(
        edition.core(), run.way if run else Way(), filling.values(user, call, queue, state, script.language)
    )
    own = {"run": run.pk if run else 0, "version": run.version if run else 0}
    return {"name": script.name, **shown, **own}
