"""Tasks: calls back and other things to do at a time, for a person or for whoever serves a queue."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from gudok.web.api.door import open_to
from gudok.web.api.etags import tagged
from gudok.web.api.problems import Problem, invalid
from gudok.web.api.resources.calls import aware
from gudok.web.api.shapes import Body, Cursor, Limit, Page, by_key, found, key_of, number
from gudok.web.tasks import actions, queries
from gudok.web.tasks.models import Task

if TYPE_CHECKING:
    from gudok.web.api.caller import Caller

router = Router(tags=["Tasks"])
OPEN = open_to("tasks", "tasks.use")
Act = Literal["take", "done", "dropped", "postpone", "reopen"]


class TaskFilter(Body):
    state: Annotated[Literal["", "open", "done", "dropped"], Field(description="In this state only.")] = ""
    late: Annotated[bool, Field(description="Overdue ones only.")] = False
    person: Annotated[str, Field(max_length=20, description="A person's id: only those for this person.")] = ""
    queue: Annotated[str, Field(max_length=20, description="A queue's id: only those of this queue.")] = ""
    cursor: Cursor = ""
    limit: Limit = 50


class TaskShown(Body):
    id: Annotated[str, Field(examples=["12"])]
    text: str
    number: Annotated[str, Field(description="Masked without `numbers:full`.")]
    name: str
    customer: Annotated[str, Field(description="A customer's id, or empty.")]
    call: Annotated[str, Field(description="The call it came from, or empty.")]
    at: datetime
    until: datetime | None
    person: Annotated[str, Field(description="Whose it is: a person's id, as in /staff; empty for a queue's.")]
    queue: Annotated[str, Field(description="Whose it is: a queue's id; empty for a person's.")]
    state: Annotated[str, Field(description="open, done or dropped.")]
    late: Annotated[bool, Field(description="Overdue.")]


class TaskNew(Body):
    """For a queue, for a person, or (neither named) for the caller."""

    text: Annotated[str, Field(max_length=500, examples=["Tell when the order is ready"])] = ""
    number: Annotated[str, Field(max_length=40, examples=["+79123456789"])] = ""
    name: Annotated[str, Field(max_length=120)] = ""
    at: Annotated[datetime, Field(description="When it is due.")]
    until: Annotated[datetime | None, Field(description="Not later than this.")] = None
    call: Annotated[str, Field(max_length=24, pattern=r"^[0-9A-Za-z_-]*$")] = ""
    person: Annotated[str, Field(max_length=20, description="A person's id.")] = ""
    queue: Annotated[str, Field(max_length=20, description="A queue's id.")] = ""


class Later(Body):
    at: Annotated[datetime | None, Field(description="For `postpone`: the new time.")] = None


@router.get("/tasks", response=Page[TaskShown], url_name="api_tasks", **OPEN)
def list_tasks(request: HttpRequest, chosen: Query[TaskFilter]) -> dict[str, Any]:
    """Tasks the caller may see, the newest first."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    rows = queries.tasks_seen(caller.person)
    if chosen.state:
        rows = rows.filter(state=chosen.state)
    if chosen.late:
        rows = rows.filter(queries.late())
    if chosen.person:
        rows = rows.filter(person=_named("person", queries.people(), chosen.person, ""))
    if chosen.queue:
        rows = rows.filter(queue=_named("queue", queries.queues(), chosen.queue, "q"))
    items, more = by_key(rows, chosen.cursor, chosen.limit, newest=True)
    return {"items": [shown(row, caller.masked) for row in items], "next": more}


@router.get("/tasks/{id}", response={200: TaskShown, 304: None}, url_name="api_task", **OPEN)
def get_task(request: HttpRequest, response: HttpResponse, id: str) -> Any:  # noqa: A002 the address's own word
    caller: Caller = request.caller  # type: ignore[attr-defined]
    seen = shown(found(queries.tasks_seen(caller.person), pk=key_of(id)), caller.masked)
    return tagged(request, response, seen) or seen


@router.post("/tasks", response={201: TaskShown}, url_name="api_tasks", **OPEN)
def add_task(request: HttpRequest, body: TaskNew) -> Any:
    """Plan something."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    if not (body.text.strip() or body.number.strip()):
        raise invalid([{"field": "text", "code": "required", "message": "Write what to do, or a number."}])
    values = {name: value.replace("\0", "") for name, value in body.dict().items() if isinstance(value, str)}
    values |= {"at": aware(body.at), "until": aware(body.until) if body.until else None} | _whose(caller, body)
    return Status(201, shown(actions.add_task(caller.person, values), caller.masked))


@router.post("/tasks/{id}/{act}", response=TaskShown, url_name="api_task_act", **OPEN)
def act_on_task(request: HttpRequest, id: str, act: Act, body: Later | None = None) -> Any:  # noqa: A002
    """Take, finish, drop, postpone or reopen; 409 when somebody else was quicker."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    task = found(queries.tasks_seen(caller.person), pk=key_of(id))
    if act == "postpone":
        if body is None or body.at is None:
            raise invalid([{"field": "at", "code": "required", "message": "Say until when."}])
        done = actions.postpone_task(caller.person, task, aware(body.at))
    elif act == "take":
        done = actions.take_task(caller.person, task)
    elif act == "reopen":
        done = actions.reopen_task(caller.person, task)
    else:
        done = actions.close_task(caller.person, task, act)
    if not done:
        raise Problem(409, "changed_meanwhile", "The task is in another state now.")
    task.refresh_from_db()
    return shown(task, caller.masked)


def shown(row: Task, masked: bool) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "text": row.text,
        "number": number(row.shown, row.number, masked),
        "name": row.name,
        "customer": str(row.customer_id or ""),
        "call": row.call,
        "at": row.at,
        "until": row.until,
        "person": str(row.person_id or ""),
        "queue": f"q{row.queue_id}" if row.queue_id else "",
        "state": row.state,
        "late": row.late,
    }


def _whose(caller: Caller, body: TaskNew) -> dict[str, Any]:
    if body.queue:
        return {"queue": _named("queue", queries.queues(), body.queue, "q"), "person": None}
    if body.person:
        return {"queue": None, "person": _named("person", queries.people(), body.person, "")}
    return {"queue": None, "person": caller.person}


def _named(field: str, rows: Any, id_: str, letter: str) -> Any:
    try:
        return found(rows, pk=key_of(id_, letter))
    except Problem:
        raise invalid([{"field": field, "code": "unknown", "message": "There is none of this id."}]) from None
