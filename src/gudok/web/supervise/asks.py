"""POST /supervise/ask/<what>: a supervisor's powers, each behind its right and within what she sees, audited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gudok.edges.bus.unix import NoEngine
from gudok.edges.bus.unix import ask as ask_engine
from gudok.web.accounts.backend import rights_of
from gudok.web.accounts.doors import open_to, refuse
from gudok.web.accounts.scope import scope_of
from gudok.web.live.queries import replica
from gudok.web.supervise.actions import write_use
from gudok.web.supervise.powers import POWERS, RIGHTS
from gudok.web.supervise.queries import person_of
from gudok.web.supervise.reach import within
from gudok.web.why.wording import explain

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

PATIENCE = 2.5
"""Seconds for the engine's answer: less than the browser's 3, so that the person reads ours."""


@open_to(*RIGHTS)
@require_POST
async def ask(request: SignedInRequest, what: str) -> HttpResponse:
    """Answers {ok, reason}: the reason in words, empty when the engine agreed."""
    power = POWERS.get(what)
    if power is None:
        raise Http404
    scope = await sync_to_async(scope_of)(request.user)
    state = (await replica()).state
    allowed = power.right in await sync_to_async(rights_of)(request.user)
    if not allowed or not within(state, scope, power.about, request.POST):
        return await sync_to_async(refuse)(request)
    who = await sync_to_async(person_of)(request.user)
    try:
        word = power.word(who, request.POST)
    except msgspec.ValidationError as error:
        raise Http404 from error
    try:
        answer = await ask_engine(settings.DATA.engine_socket, word, PATIENCE)
    except NoEngine:
        return JsonResponse({"ok": False, "reason": _("The telephony's engine does not answer. Nothing has changed.")})
    if answer.ok and power.verb:
        await sync_to_async(write_use)(request.user, power, request.POST)
    return JsonResponse({"ok": answer.ok, "reason": "" if answer.ok else sentence(answer.code, answer.numbers)})


def sentence(code: str, numbers: dict[str, int | str]) -> str:
    """A refusal as a sentence of its own."""
    words = explain(code, numbers, {})
    return f"{words[:1].upper()}{words[1:]}."
