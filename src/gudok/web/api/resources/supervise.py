"""A supervisor's powers: over waiting calls, talks, queues, and messages to operators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from asgiref.sync import sync_to_async
from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from gudok.web.accounts.scope import scope_of
from gudok.web.api.door import open_to
from gudok.web.api.problems import Problem, invalid
from gudok.web.api.resources.asks import Agreed, tell
from gudok.web.api.shapes import Body
from gudok.web.live.queries import replica
from gudok.web.supervise.actions import write_use
from gudok.web.supervise.powers import POWERS, Power
from gudok.web.supervise.queries import person_of
from gudok.web.supervise.reach import within

if TYPE_CHECKING:
    from gudok.web.api.caller import Caller

router = Router(tags=["Supervision"])
Id = Annotated[str, Field(max_length=24)]


class Nothing(Body):
    """No fields."""


class ToQueue(Body):
    queue: Annotated[Id, Field(description="Where the call waits from now on; the time waited is kept.")]


class ToOperator(Body):
    agent: Annotated[Id, Field(description="The operator who gets the call.")]


class Closing(Body):
    waiting: Annotated[Literal["stay", "part"], Field(description="Whether those who wait stay.")] = "stay"
    note: Annotated[str, Field(max_length=200)] = ""


class Message(Body):
    kind: Literal["agent", "queue", "all"]
    to: Annotated[Id, Field(description="An operator's or a queue's id; empty for all.")] = ""
    text: Annotated[str, Field(min_length=1, max_length=500)]


TABLE: dict[str, tuple[str, str, type[Body]]] = {
    "end": ("/calls/{id}/end", "End a call", Nothing),
    "move": ("/calls/{id}/move", "Move a waiting call to another queue", ToQueue),
    "first": ("/calls/{id}/first", "Put a waiting call at the head of its queue", Nothing),
    "back": ("/calls/{id}/back", "Put a call back to its place", Nothing),
    "give": ("/calls/{id}/give", "Give a waiting call to a ready operator", ToOperator),
    "listen": ("/calls/{id}/listen", "Listen to a talk with one's own telephone", Nothing),
    "whisper": ("/calls/{id}/whisper", "Whisper to the operator", Nothing),
    "barge": ("/calls/{id}/barge", "Join a talk", Nothing),
    "take": ("/calls/{id}/take", "Take a talk over", Nothing),
    "stop": ("/supervision/stop", "Stop listening", Nothing),
    "close": ("/queues/{id}/close", "Close a queue now", Closing),
    "open": ("/queues/{id}/open", "Open a queue that was closed by hand", Nothing),
    "message": ("/messages", "Write to one operator, to a queue's, or to all", Message),
}
"""Of the powers of the supervisor's page: the address, the words, what is sent."""


def add_power(name: str) -> None:
    """The operation of one power."""
    path, words, shape = TABLE[name]
    power = POWERS[name]

    async def one(request: HttpRequest, id: str) -> dict[str, Any]:  # noqa: A002 the address's own word
        return await _use(request, power, {power.about: id})

    async def one_with(request: HttpRequest, id: str, body: Any) -> dict[str, Any]:  # noqa: A002
        return await _use(request, power, {power.about: id, **body.dict()})

    async def bare(request: HttpRequest) -> dict[str, Any]:
        return await _use(request, power, {})

    async def all_with(request: HttpRequest, body: Any) -> dict[str, Any]:
        return await _use(request, power, body.dict())

    views: dict[tuple[bool, bool], Any] = {
        (True, True): one,
        (True, False): one_with,
        (False, True): bare,
        (False, False): all_with,
    }
    view = views["{id}" in path, shape is Nothing]
    if shape is not Nothing:
        view.__annotations__["body"] = shape
    router.post(
        path,
        response=Agreed,
        url_name=f"api_power_{name}",
        operation_id=f"power_{name}",
        summary=words,
        **open_to("supervise", power.right),
    )(view)


async def _use(request: HttpRequest, power: Power, form: dict[str, str]) -> dict[str, Any]:
    caller: Caller = request.caller  # type: ignore[attr-defined]
    scope = await sync_to_async(scope_of)(caller.person)
    if not within((await replica()).state, scope, power.about, form):
        raise Problem(404, "not_found")
    who = await sync_to_async(person_of)(caller.person)
    sent: Any = {name: value.replace("\0", "") for name, value in form.items()}
    try:
        word = power.word(who, sent)
    except msgspec.ValidationError as error:
        raise invalid([{"field": "", "code": "invalid", "message": str(error)}]) from None
    await tell(word)
    if power.verb:
        await sync_to_async(write_use)(caller.person, power, sent)
    return {"ok": True}


for _name in TABLE:
    add_power(_name)
