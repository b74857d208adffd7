"""Telling results: the engine writes them into the journal, so that what was answered with «saved» stays saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gudok.core.words import ResultAsked
from gudok.edges.bus.unix import NoEngine
from gudok.edges.bus.unix import ask as ask_engine
from gudok.web.accounts.doors import open_to, refuse
from gudok.web.live.queries import replica
from gudok.web.results import queries
from gudok.web.why.wording import reason

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from gudok.web.accounts.models import User

PATIENCE = 2.5
"""Seconds for the engine's answer: less than the browser's 3, so that the person reads ours."""


@open_to("desk.use", "results.change")
@require_POST
async def tell(request: HttpRequest, call: str) -> HttpResponse:
    """Tell what a talk came to: `result`, and `agent` for another's. A form goes back to the call's page.

    A script gets {ok, reason, again}: with `again` nobody has refused, the engine was away.
    """
    user = cast("User", request.user)
    own = await sync_to_async(queries.own_id)(user)
    agent = request.POST.get("agent", "") or own
    if not await may_tell(user, agent, call):
        return await sync_to_async(refuse)(request)
    by = await sync_to_async(queries.signed_as)(user)
    refused, again = await _ask(ResultAsked(0, agent, by, call, request.POST.get("result", "")))
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"ok": not refused, "reason": refused, "again": again})
    return await sync_to_async(_back)(request, call, refused)


async def may_tell(user: User, agent: str, call: str) -> bool:
    """Whether a person may say what an operator's talk came to; of the own call in hand, before the records know it."""
    known = (await replica()).state.agents.get(agent)
    in_hand = known is not None and known.work is not None and known.work.call == call
    own = await sync_to_async(queries.own_id)(user)
    return (in_hand and agent == own) or await sync_to_async(queries.may_tell)(user, agent, call)


async def _ask(asked: ResultAsked) -> tuple[str, bool]:
    """Why the engine said no ("" when it agreed), and whether that is only because it does not answer."""
    try:
        answer = await ask_engine(settings.DATA.engine_socket, asked, PATIENCE)
    except NoEngine:
        return _("The telephony's engine does not answer. Nothing has changed."), True
    words = "" if answer.ok else reason(answer.code)
    return f"{words[:1].upper()}{words[1:]}." if words else "", False


def _back(request: HttpRequest, call: str, refused: str) -> HttpResponse:
    if refused:
        messages.error(request, refused)
    else:
        messages.success(request, _("The result is saved; it is shown here in a moment."))
    return redirect("call", call)


@open_to("desk.use")
@require_GET
async def owed(request: HttpRequest) -> HttpResponse:
    """The talks whose result this operator still has to tell."""
    return await sync_to_async(_owed)(request)


def _owed(request: HttpRequest) -> HttpResponse:
    calls = queries.owed_calls(queries.own_id(request.user))
    return render(request, "results/owed.html", {"calls": calls})


@open_to("desk.use", "results.change")
@require_GET
def choose(request: HttpRequest) -> JsonResponse:
    """What can be chosen for a call of `queue`."""
    found = queries.choices(request.GET.get("queue", ""))
    return JsonResponse({"results": [one._asdict() for one in found]})
