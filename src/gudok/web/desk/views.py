"""The desk's page and what its scripts ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from asgiref.sync import sync_to_async
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from gudok.web.accounts.doors import open_to, refuse
from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.desk import queries
from gudok.web.desk.choices import choice_of
from gudok.web.desk.keys import FIXED, KEYS, label
from gudok.web.desk.reach import find_targets
from gudok.web.desk.reach import why_no_calls as reasons
from gudok.web.desk.telephone import held_elsewhere, with_seat
from gudok.web.desk.words import words
from gudok.web.ivr import way
from gudok.web.joined.queries import pop
from gudok.web.live.queries import replica
from gudok.web.people.numbers import parse
from gudok.web.people.own.words import on_card
from gudok.web.record.actions import save_note

if TYPE_CHECKING:
    from django.http import HttpRequest

    from gudok.core.state import Call, State
    from gudok.web.accounts.models import User

KEYPAD = "123456789*0#"
MINE = 20
TALKS = ("desk.use", "talk.take_over")
"""Who may have a talk in hand: an operator at the desk, a supervisor who took one over."""


@open_to("desk.use")
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    operator = queries.operator_of(request.user)
    page = render(
        request,
        "desk/desk.html",
        {
            "operator": operator,
            "held": held_elsewhere(request) if operator.in_browser else None,
            "words": words(),
            "pauses": queries.pauses(),
            "keypad": KEYPAD,
            "lunch": queries.planned_break(),
            "keys": [{"label": label(key.name), "does": key.does} for key in (*KEYS, *FIXED)],
            "choice": choice_of(request.user),
        },
    )
    return with_seat(request, page)


@open_to("desk.use")
@require_GET
async def mine(request: HttpRequest) -> HttpResponse:
    """The operator's calls of the day."""
    return await sync_to_async(_mine)(request, (await replica()).state)


def _mine(request: HttpRequest, state: State) -> HttpResponse:
    agent = queries.operator_of(request.user).core_id
    calls = queries.calls_today(agent)[:MINE]
    return render(request, "desk/mine.html", {"rows": queries.named(calls, state, agent)})


@open_to("desk.use")
@require_GET
async def why(request: HttpRequest) -> HttpResponse:
    """Why no call comes: what the engine knows of this operator, in plain lines."""
    operator = await sync_to_async(queries.operator_of)(request.user)
    names = await sync_to_async(queries.pauses)()
    lines = reasons((await replica()).state, operator.core_id, names)
    return await sync_to_async(render)(request, "desk/why.html", {"lines": lines})


@open_to(*TALKS)
@require_GET
async def targets(request: HttpRequest) -> JsonResponse:
    """Where the call can be handed: operators and queues that match `q`, and why some cannot be chosen."""
    operator = await sync_to_async(queries.operator_of)(request.user)
    state = (await replica()).state
    return JsonResponse({"targets": find_targets(state, operator.core_id, request.GET.get("q", ""))})


@open_to(*TALKS)
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
    masked = not request.user.has_perm(SEE_FULL_NUMBERS)
    customer = queries.customer_of(caller)
    live = found if found and found.id == call else None
    context = {
        "caller": caller,
        "asked_from": parse(live.called_from).shown if live else "",
        "way": way.of_live(live, masked=masked) if live else None,
        "customer": customer,
        "own": on_card(customer),
        "rows": queries.named(queries.earlier_calls(caller, call), state),
        "note": queries.note_text(call, request.user),
        "call": call,
        "pop": pop(queries.variables(caller, customer, live, state, cast("User", request.user), masked=masked)),
    }
    return render(request, "desk/card.html", context)


@open_to(*TALKS)
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
