"""The desk's page and what its scripts ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gudok.web.accounts.doors import open_to, refuse
from gudok.web.desk import queries
from gudok.web.desk.reach import find_targets
from gudok.web.desk.reach import why_no_calls as reasons
from gudok.web.desk.words import words
from gudok.web.live.audiences import event
from gudok.web.live.queries import hub, replica
from gudok.web.record.actions import save_note

if TYPE_CHECKING:
    from django.http import HttpRequest

    from gudok.core.state import Call, State
    from gudok.web.accounts.models import User

KEYPAD = "123456789*0#"
MINE = 20


@open_to("desk.use")
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    operator = queries.operator_of(request.user)
    return render(
        request,
        "desk/desk.html",
        {"operator": operator, "words": words(), "pauses": queries.pauses(), "keypad": KEYPAD},
    )


@open_to("desk.use")
@require_POST
@never_cache
async def phone(request: HttpRequest) -> JsonResponse:
    """The credentials of this person's own telephone, empty for one that is not a browser.

    The page that asks becomes the one that rings; the person's other pages, on any machine, are told to give way.
    """
    operator = await sync_to_async(queries.operator_of)(request.user)
    if operator.kind != operator.Kind.BROWSER:
        return JsonResponse({})
    (await hub()).tell(operator.core_id, event("taken", {"page": request.POST.get("page", "")}))
    host = request.get_host().rsplit(":", 1)[0]
    # Behind a proxy with https the browser's telephone goes the same way; else straight to Asterisk.
    direct = f"ws://{host}:{settings.GUDOK.asterisk.http_port}/ws"
    return JsonResponse(
        {
            "ws": f"wss://{request.get_host()}/ws" if request.is_secure() else direct,
            "uri": f"sip:{operator.endpoint}@{host}",
            "password": operator.secret,
            "name": operator.endpoint,
        }
    )


@open_to("desk.use")
@require_GET
async def mine(request: HttpRequest) -> HttpResponse:
    """The operator's calls of the day."""
    return await sync_to_async(_mine)(request, (await replica()).state)


def _mine(request: HttpRequest, state: State) -> HttpResponse:
    calls = queries.calls_today(queries.operator_of(request.user).core_id)[:MINE]
    return render(request, "desk/mine.html", {"rows": queries.named(calls, state)})


@open_to("desk.use")
@require_GET
async def why(request: HttpRequest) -> HttpResponse:
    """Why no call comes: what the engine knows of this operator, in plain lines."""
    operator = await sync_to_async(queries.operator_of)(request.user)
    lines = reasons((await replica()).state, operator.core_id)
    return await sync_to_async(render)(request, "desk/why.html", {"lines": lines})


@open_to("desk.use")
@require_GET
async def targets(request: HttpRequest) -> JsonResponse:
    """Where the call can be handed: operators and queues that match `q`, and why some cannot be chosen."""
    operator = await sync_to_async(queries.operator_of)(request.user)
    state = (await replica()).state
    return JsonResponse({"targets": find_targets(state, operator.core_id, request.GET.get("q", ""))})


@open_to("desk.use")
@require_GET
async def card(request: HttpRequest, call: str) -> HttpResponse:
    """The caller's card, the earlier calls and the note of a call that this operator has in hand."""
    operator = await sync_to_async(queries.operator_of)(request.user)
    known = await replica()
    agent = known.state.agents.get(operator.core_id)
    if agent is None or getattr(agent.mode, "call", "") != call:
        return await sync_to_async(refuse)(request)
    found = known.state.calls.get(call) or known.last.get(operator.core_id)
    return await sync_to_async(_card)(request, call, found, known.state)


def _card(request: HttpRequest, call: str, found: Call | None, state: State) -> HttpResponse:
    caller = queries.caller_of(found, call)
    context = {
        "caller": caller,
        "customer": queries.customer_of(caller),
        "rows": queries.named(queries.earlier_calls(caller, call), state),
        "note": queries.note_text(call, request.user),
    }
    return render(request, "desk/card.html", context)


@open_to("desk.use")
@require_POST
async def note(request: HttpRequest, call: str) -> HttpResponse:
    """Save what was typed about a call that this operator has, or had; answers when it was saved."""
    operator = await sync_to_async(queries.operator_of)(request.user)
    agent = (await replica()).state.agents.get(operator.core_id)
    in_hand = agent is not None and getattr(agent.mode, "call", "") == call
    return await sync_to_async(_note)(request, call, in_hand, operator.core_id)


def _note(request: HttpRequest, call: str, in_hand: bool, operator: str) -> HttpResponse:
    if not in_hand and not queries.had_call(operator, call):
        return refuse(request)
    saved = save_note(cast("User", request.user), call, request.POST.get("text", ""))
    return JsonResponse({"saved": timezone.localtime(saved.saved_at).strftime("%H:%M")})
