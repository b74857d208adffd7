"""What dials; what the dial field shows: last calls, customers found; the page that links from elsewhere open."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gudok.core.words import Caller, DialAsked
from gudok.edges.bus.unix import NoEngine
from gudok.edges.bus.unix import ask as ask_engine
from gudok.web.accounts.doors import open_to
from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.dial import queries
from gudok.web.people import numbers
from gudok.web.people.directory import recognise
from gudok.web.why.wording import explain

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PATIENCE = 2.5
"""Seconds for the engine's answer: less than the browser's 3, so that the person reads ours."""


@open_to("dial.out")
@require_POST
async def dial(request: HttpRequest) -> JsonResponse:
    """Dial for the person who asks: answers {ok, reason, call}, the reason in words when it was refused."""
    asked = await sync_to_async(_asked)(request)
    try:
        answer = await ask_engine(settings.DATA.engine_socket, asked, PATIENCE)
    except NoEngine:
        return JsonResponse({"ok": False, "reason": _("The telephony's engine does not answer. Nothing has changed.")})
    words = "" if answer.ok else explain(answer.code, answer.numbers, {})
    reason = f"{words[:1].upper()}{words[1:]}." if words else ""
    return JsonResponse({"ok": answer.ok, "reason": reason, "call": asked.call})


def _asked(request: HttpRequest) -> DialAsked:
    operator: Any = queries.operator_of(request.user)
    wanted = queries.wanted(request.user, request.POST)
    number, callee = _callee(wanted.number)
    own = {queue.core_id for queue in operator.queues.all()}
    # Another's queue is none to her: the core refuses one it does not know.
    queue = wanted.queue if not wanted.queue or wanted.queue in own else "-"
    return DialAsked(0, operator.core_id, operator.core_id, f"c{secrets.token_hex(6)}", number, callee, queue)


def _callee(text: str) -> tuple[str, Caller]:
    """The number as the core wants it (E.164, or the bare digits of a short one), and whose it is."""
    callee = recognise(text)
    return callee.number or re.sub(r"[\s()./-]", "", callee.shown), callee


@open_to("dial.out")
@require_GET
@never_cache
def recent(request: HttpRequest) -> HttpResponse:
    """The last calls of the person who asks, each with a button to call."""
    agent = queries.operator_of(request.user).core_id
    return render(request, "dial/recent.html", {"rows": queries.recent(agent), "missed": queries.missed_today(agent)})


@open_to("dial.out")
@require_GET
def contacts(request: HttpRequest) -> HttpResponse:
    """Customers' numbers that match `q`."""
    queries.operator_of(request.user)
    text, full = request.GET.get("q", "").replace("\0", ""), request.user.has_perm(SEE_FULL_NUMBERS)
    found = queries.contacts(text, not full) if request.user.has_perm("customers.see") else []
    return render(request, "dial/contacts.html", {"phones": found})


@open_to("dial.out")
@require_GET
def call(request: HttpRequest) -> HttpResponse:
    """The page for links of other programs, /call?number=…: it shows the number, the person dials."""
    queries.operator_of(request.user)
    number = numbers.parse(request.GET.get("number", "").replace("\0", ""))
    return render(request, "dial/call.html", {"number": number.shown})
