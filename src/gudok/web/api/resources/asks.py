"""What an operator asks for at the desk, asked by a program: the engine decides, and answers with its reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_type_hints

import msgspec
from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import HttpRequest
from msgspec import structs
from ninja import Router
from pydantic import Field, create_model

from gudok.core import words as core
from gudok.core.words.recording import PauseRecordAsked, ResumeRecordAsked
from gudok.core.words.supervise import ForceAsked, HelpAsked, ReadAsked
from gudok.edges.bus.unix import NoEngine
from gudok.edges.bus.unix import ask as ask_engine
from gudok.web.accounts.scope import scope_of
from gudok.web.api.door import open_to
from gudok.web.api.problems import Problem
from gudok.web.api.shapes import Body
from gudok.web.audit.actions import write_change
from gudok.web.record.models import Name
from gudok.web.results.views import may_tell
from gudok.web.setup.models import Operator
from gudok.web.supervise.queries import person_of
from gudok.web.why.wording import explain

if TYPE_CHECKING:
    from gudok.web.api.caller import Caller

router = Router(tags=["Operators' asks"])
PATIENCE = 2.5
"""Seconds for the engine's answer."""
FORCE = "state.force"
_KNOWN = {"type", "at", "agent", "by"}

ASKS: dict[str, type[core.Ask]] = {
    "ready": core.ReadyAsked,
    "pause": core.PauseAsked,
    "leave": core.LeaveAsked,
    "hang-up": core.HangUpAsked,
    "hold": core.HoldAsked,
    "resume": core.ResumeAsked,
    "transfer": core.TransferAsked,
    "pick": core.PickAsked,
    "more-wrap-up": core.MoreWrapUpAsked,
    "stay": core.StayAsked,
    "result": core.ResultAsked,
    "consult": core.ConsultAsked,
    "swap": core.SwapAsked,
    "join": core.JoinAsked,
    "complete": core.CompleteAsked,
    "end-consult": core.EndConsultAsked,
    "drop-customer": core.DropCustomerAsked,
    "help": HelpAsked,
    "read-message": ReadAsked,
    "telephone": core.TelephoneAsked,
    "pause-recording": PauseRecordAsked,
    "resume-recording": ResumeRecordAsked,
}


FORCED: dict[type[core.Ask], Literal["ready", "pause", "leave"]] = {
    core.ReadyAsked: "ready",
    core.PauseAsked: "pause",
    core.LeaveAsked: "leave",
}
"""Asked on another's behalf these are a supervisor's power, which the operator is told of."""


class Agreed(Body):
    """The engine agreed; what followed is told by the event stream."""

    ok: bool = True


def add_ask(name: str, word: type[core.Ask]) -> None:
    """The operation of one ask; its fields are the word's own."""
    hints = get_type_hints(word)
    described: dict[str, Any] = {
        field.name: (
            Annotated[str, Field(max_length=120)] if hints[field.name] is str else hints[field.name],
            ... if field.required else field.default,
        )
        for field in structs.fields(word)
        if field.name not in _KNOWN
    }
    shape = create_model(f"{word.__name__}Body", __base__=Body, **described) if described else None

    async def bare(request: HttpRequest, id: str) -> dict[str, Any]:  # noqa: A002 the address's own word
        return await _ask(request, id, word, {})

    async def with_body(request: HttpRequest, id: str, body: Any) -> dict[str, Any]:  # noqa: A002
        return await _ask(request, id, word, body.dict(exclude_none=True))

    view: Any = bare
    if shape is not None:
        with_body.__annotations__["body"] = shape
        view = with_body
    router.post(
        f"/operators/{{id}}/{name}",
        response=Agreed,
        url_name=f"api_ask_{name.replace('-', '_')}",
        operation_id=f"ask_{name.replace('-', '_')}",
        summary=name.replace("-", " ").capitalize(),
        description=word.__doc__,
        **open_to("operators:ask", "desk.use", FORCE),
    )(view)


async def _ask(request: HttpRequest, id_: str, word: type[core.Ask], fields: dict[str, Any]) -> dict[str, Any]:
    caller: Caller = request.caller  # type: ignore[attr-defined]
    by = await sync_to_async(allowed)(caller, id_)
    asked: Any = word(0, id_, by, **fields)
    # The engine takes results of calls long over; whose they are is known here.
    if isinstance(asked, core.ResultAsked) and not await may_tell(caller.person, id_, asked.call):
        raise Problem(404, "not_found")
    if by != id_ and word in FORCED:
        asked = ForceAsked(0, id_, by, FORCED[word], **fields)
    await tell(asked)
    if by != id_:
        await sync_to_async(write_ask)(caller, id_, asked)
    return {"ok": True}


async def tell(asked: Any) -> None:
    """Hand the engine an ask; raises Problem when it refuses or does not answer."""
    try:
        answer = await ask_engine(settings.DATA.engine_socket, asked, PATIENCE)
    except NoEngine:
        raise Problem(503, "engine_down", headers={"Retry-After": "2"}) from None
    if not answer.ok:
        raise Problem(409, "refused", explain(answer.code, answer.numbers, {}), reason=answer.code)


def allowed(caller: Caller, id_: str) -> str:
    """Who asks, as the journal keeps it: one's own operator, or with the right to force a state anybody in scope."""
    person = person_of(caller.person)
    if person.agent == id_ and "desk.use" in caller.rights:
        return id_
    if FORCE not in caller.rights:
        raise Problem(403, "forbidden", "Not your own telephone.", rights=[FORCE])
    scope = scope_of(caller.person)
    known = re.fullmatch(r"o[0-9]{1,18}", id_) and Operator.objects.filter(pk=id_[1:], active=True).exists()
    if not known or (scope is not None and id_ not in scope.operators):
        raise Problem(404, "not_found")
    return person.by


def write_ask(caller: Caller, id_: str, asked: core.Ask) -> None:
    """Asked on another's behalf: the audit says who did."""
    told = {name: value for name, value in msgspec.to_builtins(asked).items() if name not in _KNOWN}
    row = Name.objects.filter(pk=id_).first() or Name(id_, id_)
    write_change(caller.person, "operator.asked", row, {}, {"ask": type(asked).__name__} | told)


for _name, _word in ASKS.items():
    add_ask(_name, _word)
