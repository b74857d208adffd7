"""Click to call: an operator's telephone rings, then the number."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import TYPE_CHECKING, Annotated, Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest
from ninja import Status
from pydantic import Field

from gudok.core.words import DialAsked
from gudok.web.api.door import open_to
from gudok.web.api.idempotency import HEADER
from gudok.web.api.problems import Problem, invalid
from gudok.web.api.resources.asks import FORCE, allowed, tell, write_ask
from gudok.web.api.resources.calls import router
from gudok.web.api.shapes import Body
from gudok.web.people.directory import recognise
from gudok.web.supervise.queries import person_of

if TYPE_CHECKING:
    from gudok.web.api.caller import Caller


class Dial(Body):
    number: Annotated[str, Field(min_length=2, max_length=40, examples=["+7 912 345-67-89"])]
    operator: Annotated[str, Field(max_length=20, description="Whose telephone rings; empty: the caller's own.")] = ""
    queue: Annotated[str, Field(max_length=20, description="On whose behalf: its number is shown.")] = ""


class Dialled(Body):
    call: Annotated[str, Field(description="The new call's id, as events name it.", examples=["c0123456789ab"])]


@router.post("/calls", response={202: Dialled}, url_name="api_calls", **open_to("operators:ask", "dial.out", FORCE))
async def dial(request: HttpRequest, body: Dial) -> Any:
    """Dial a number for an operator who is free to. With an Idempotency-Key it is dialled once, come what may."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    agent = body.operator or (await sync_to_async(person_of)(caller.person)).agent
    if not agent:
        raise invalid([{"field": "operator", "code": "required", "message": "You have no telephone of your own."}])
    by = await sync_to_async(allowed)(caller, agent)
    if by == agent and "dial.out" not in caller.rights:
        raise Problem(403, "forbidden", "Needed: dial.out.", rights=["dial.out"])
    call = call_id(caller.key, request.headers.get(HEADER, ""))
    asked = await asked_to_dial(agent, by, call, body.number.replace("\0", ""), body.queue)
    await tell(asked)
    if by != agent:
        await sync_to_async(write_ask)(caller, agent, asked)
    return Status(202, {"call": call})


async def asked_to_dial(agent: str, by: str, call: str, written: str, queue: str) -> DialAsked:
    """The ask for a number in any writing, a short one without its signs; whose it is stands in the customers' rows."""
    callee = await sync_to_async(recognise)(written)
    return DialAsked(0, agent, by, call, callee.number or re.sub(r"[\s()./-]", "", callee.shown), callee, queue)


def call_id(owner: str, key: str) -> str:
    """A new call's id: with a key always the same, so that the engine knows an ask it has heard before."""
    said = f"{owner}\n{key}" if key else secrets.token_hex()
    return f"c{hashlib.blake2b(said.encode(), digest_size=6).hexdigest()}"
