"""What goes on now: queues, operators, calls, as the wall shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from gudok.core.state import whose
from gudok.web.accounts.scope import scope_of
from gudok.web.api.door import open_to
from gudok.web.api.shapes import Body
from gudok.web.live import pictures
from gudok.web.live.queries import hub

if TYPE_CHECKING:
    from gudok.web.accounts.scope import Scope
    from gudok.web.api.caller import Caller
    from gudok.web.live.replica import Replica

router = Router(tags=["Live"])
OPEN = open_to("live:read", "wall.see")
Moment = Annotated[int, Field(description="UTC milliseconds; 0 for never.")]


class Health(Body):
    """Whether things work, and the turn of the journal that all this stands after."""

    turn: int
    engine: bool
    telephony: Annotated[str, Field(description="up, down (link broken, talks go on) or dead.")]


class LiveQueue(Body):
    """A queue now, today since the centre's midnight, and in the last half hour."""

    id: str
    name: str
    waiting: int
    oldest: Annotated[Moment, Field(description="When the one who waits longest joined.")]
    ready: int
    busy: Annotated[int, Field(description="Operators rung, in talk or in wrap-up.")]
    answered: int
    lost: int
    recent: Annotated[int, Field(description="Calls of the last half hour.")]
    in_time: Annotated[int, Field(description="Of those, answered within the service level.")]
    sl: Annotated[int, Field(description="The service level: milliseconds.")]
    target: Annotated[int, Field(description="Its target, %.")]


class Person(Body):
    name: str
    number: Annotated[str, Field(description="Masked without `numbers:full`.")]
    vip: bool
    customer: str


class LiveOperator(Body):
    id: Annotated[str, Field(examples=["o5"])]
    name: str
    mode: Annotated[str, Field(description="away, ready, unreachable, ringing, talking, held, wrapup, paused …")]
    since: Moment
    reason: Annotated[str, Field(description="Of a pause: its code.")]
    until: Moment
    next: Annotated[str, Field(description="What follows the call: a pause reason, `leave`, or nothing.")]
    reachable: Annotated[bool, Field(description="Whether the telephone is registered.")]
    call: Person | None
    queue: Annotated[str, Field(description="The name of the queue the call in hand came from.")]


class LiveCall(Body):
    id: Annotated[str, Field(examples=["c0123456789ab"])]
    name: str
    number: Annotated[str, Field(description="Masked without `numbers:full`.")]
    vip: bool
    customer: str
    queue: Annotated[str, Field(description="The queue's name.")]
    mode: Annotated[str, Field(description="waiting, offered, talk, held, returning, parting …")]
    since: Moment
    arrived: Moment
    agent: Annotated[str, Field(description="The operator's name.")]
    variables: Annotated[
        dict[str, str],
        Field(description="What he typed in a voice menu, or it noted; masked as the number, nothing secret."),
    ]


class Queues(Health):
    queues: list[LiveQueue]


class Operators(Health):
    operators: list[LiveOperator]


class Calls(Health):
    calls: list[LiveCall]


@router.get("/live/queues", response=Queues, url_name="api_live_queues", **OPEN)
async def live_queues(request: HttpRequest) -> dict[str, Any]:
    """Every queue the caller may see."""
    replica, scope, said = await _look(request)
    seen = [queue for queue in replica.state.queues if scope is None or queue in scope.queues]
    return said | {"queues": [_only(LiveQueue, pictures.queue_row(replica, queue)) for queue in seen]}


@router.get("/live/operators", response=Operators, url_name="api_live_operators", **OPEN)
async def live_operators(request: HttpRequest) -> dict[str, Any]:
    """Every operator the caller may see, with what she does now."""
    replica, scope, said = await _look(request)
    seen = [agent for agent in replica.state.agents if scope is None or agent in scope.operators]
    rows = [pictures.agent_row(replica, agent, _masked(request)) for agent in seen]
    return said | {"operators": [_operator(row) for row in rows if row]}


@router.get("/live/calls", response=Calls, url_name="api_live_calls", **OPEN)
async def live_calls(request: HttpRequest) -> dict[str, Any]:
    """Every call that goes on, waiting or in talk, that the caller may see."""
    replica, scope, said = await _look(request)
    rows = [
        pictures.call_row(replica, call.id, _masked(request))
        for call in replica.state.calls.values()
        if scope is None or any(sees(scope, getattr(call.mode, "queue", ""), one) for one in whose(call.mode) or ("",))
    ]
    return said | {"calls": [_only(LiveCall, row) for row in rows if row]}


def sees(scope: Scope | None, queue: str, operator: str) -> bool:
    """Whether something of this queue and operator is in a person's scope."""
    return scope is None or queue in scope.queues or operator in scope.operators


async def _look(request: HttpRequest) -> tuple[Replica, Scope | None, dict[str, Any]]:
    caller: Caller = request.caller  # type: ignore[attr-defined]
    scope = await sync_to_async(scope_of)(caller.person)
    source = await hub()
    replica = source.replica
    assert replica is not None
    return replica, scope, source.system() | {"turn": replica.n}


def _masked(request: HttpRequest) -> bool:
    caller: Caller = request.caller  # type: ignore[attr-defined]
    return caller.masked


def _operator(row: dict[str, Any]) -> dict[str, Any]:
    return _only(LiveOperator, row) | {"call": _only(Person, row["call"]) if row["call"] else None}


def _only(shape: type[Body], row: dict[str, Any]) -> dict[str, Any]:
    """The fields of a picture that the API promises: screens may have more."""
    return {name: row[name] for name in shape.model_fields}
