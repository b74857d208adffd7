"""POST /desk/ask/<what>: the operator's asks, carried over the bus to the engine, which alone decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gudok.core import words as core
from gudok.core.words import recording, supervise
from gudok.edges.bus.unix import NoEngine
from gudok.edges.bus.unix import ask as ask_engine
from gudok.web.accounts.doors import open_to
from gudok.web.desk.queries import operator_of
from gudok.web.knowledge.desk import to_read_first
from gudok.web.why.wording import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, QueryDict

    from gudok.web.accounts.models import User

PATIENCE = 2.5
"""Seconds for the engine's answer: less than the browser's 3, so that the person reads ours."""


def kind_of(form: QueryDict) -> Literal["agent", "queue", "number"]:
    """What is consulted, or gets the call."""
    kind = form.get("kind", "")
    return "queue" if kind == "queue" else "number" if kind == "number" else "agent"


WORDS: dict[str, Callable[[str, QueryDict], core.AnyInput]] = {
    "ready": lambda agent, _: core.ReadyAsked(0, agent, agent),
    "pause": lambda agent, form: core.PauseAsked(0, agent, agent, form.get("reason", "")),
    "leave": lambda agent, _: core.LeaveAsked(0, agent, agent),
    "hangup": lambda agent, _: core.HangUpAsked(0, agent, agent),
    "hold": lambda agent, _: core.HoldAsked(0, agent, agent),
    "resume": lambda agent, _: core.ResumeAsked(0, agent, agent),
    "back": lambda agent, _: core.ReturnAsked(0, agent, agent),
    "more": lambda agent, _: core.MoreWrapUpAsked(0, agent, agent),
    "stay": lambda agent, _: core.StayAsked(0, agent, agent),
    "help": lambda agent, _: supervise.HelpAsked(0, agent, agent),
    "enough": lambda agent, _: supervise.HelpAsked(0, agent, agent, wanted=False),
    "read": lambda agent, form: supervise.ReadAsked(0, agent, agent, form.get("letter", "")),
    "stop": lambda agent, _: supervise.StopSupervisingAsked(0, agent, agent),
    "pick": lambda agent, form: core.PickAsked(0, agent, agent, form.get("call", "")),
    "transfer": lambda agent, form: core.TransferAsked(0, agent, agent, kind_of(form), form.get("to", "")),
    "consult": lambda agent, form: core.ConsultAsked(0, agent, agent, kind_of(form), form.get("to", "")),
    "swap": lambda agent, _: core.SwapAsked(0, agent, agent),
    "join": lambda agent, _: core.JoinAsked(0, agent, agent),
    "complete": lambda agent, _: core.CompleteAsked(0, agent, agent),
    "end_consult": lambda agent, _: core.EndConsultAsked(0, agent, agent),
    "drop_customer": lambda agent, _: core.DropCustomerAsked(0, agent, agent),
    "pause_record": lambda agent, form: recording.PauseRecordAsked(0, agent, agent, form.get("script") == "1"),
    "telephone": lambda agent, form: core.TelephoneAsked(0, agent, agent, form.get("desk") == "1"),
    "resume_record": lambda agent, form: recording.ResumeRecordAsked(0, agent, agent, form.get("script") == "1"),
}


@open_to("desk.use")
@require_POST
async def ask(request: HttpRequest, what: str) -> JsonResponse:
    """Answers {ok, reason}: the reason in words, empty when the engine agreed."""
    if what not in WORDS:
        raise Http404
    operator = await sync_to_async(operator_of)(request.user)
    if what == "ready" and (first := await to_read_first(cast("User", request.user), operator.core_id)):
        refusal = _("Read first: %(title)s") % {"title": first.title}
        return JsonResponse({"ok": False, "reason": refusal, "article": first.code})
    try:
        answer = await ask_engine(settings.DATA.engine_socket, WORDS[what](operator.core_id, request.POST), PATIENCE)
    except NoEngine:
        return JsonResponse({"ok": False, "reason": _("The telephony's engine does not answer. Nothing has changed.")})
    return JsonResponse({"ok": answer.ok, "reason": "" if answer.ok else sentence(answer.code, answer.numbers)})


def sentence(code: str, numbers: Mapping[str, int | str]) -> str:
    """A refusal as a sentence of its own, with the figures that explain it."""
    words = explain(code, numbers, {})
    return f"{words[:1].upper()}{words[1:]}."
