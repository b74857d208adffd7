"""Voice menus: read, put to use, walked with pretend keys, and how many callers went which way."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from gudok.core.ivr.check import MOST_STEPS
from gudok.core.ivr.flow import STEPS
from gudok.web.api import fields
from gudok.web.api.door import open_to
from gudok.web.api.etags import check_match, tagged
from gudok.web.api.forms import changed_by
from gudok.web.api.problems import Problem, invalid
from gudok.web.api.shapes import Body, Cursor, Limit, Page, by_key, found, key_of
from gudok.web.ivr import counting, drawing, shape, walking
from gudok.web.ivr.forms import NameForm
from gudok.web.ivr.words import told
from gudok.web.setup import actions
from gudok.web.setup.flows import Flow
from gudok.web.setup.queries import settings_document

router = Router(tags=["Voice menus"])
OPEN = open_to("setup", "setup.change")

Nodes = Annotated[
    dict[str, dict[str, Any]],
    Field(
        max_length=shape.MOST_NODES,
        description="Nodes by name: `kind` and its fields (docs/ivr.md); queues, hours and prompts by code.",
        examples=[{"say1": {"kind": "say", "sounds": ["hello"], "next": "queue2"}}],
    ),
]
Start = Annotated[str, Field(max_length=40, description="The node where the call begins.")]
Steps = Annotated[int, Field(ge=1, le=MOST_STEPS, description="A caller who has been led so far is led no further.")]
Name = Annotated[str, Field(min_length=1, max_length=60)]


class FlowShown(Body):
    id: str
    code: str
    name: str
    start: Start
    nodes: dict[str, dict[str, Any]]
    steps: Steps
    numbers: Annotated[list[str], Field(description="Numbers that lead here.")]


class FlowNew(Body):
    name: Name
    start: Start
    nodes: Nodes
    steps: Steps = STEPS


class FlowChange(Body):
    """Only what is sent changes. Callers already in the menu walk on by the new nodes."""

    name: Name | None = None
    start: Start | None = None
    nodes: Nodes | None = None
    steps: Steps | None = None


class FlowPage(Body):
    cursor: Cursor = ""
    limit: Limit = 50


class Presses(Body):
    who: Literal["unknown", "known", "vip", "withheld"] = "unknown"
    when: Annotated[Literal["", "open", "closed"], Field(description="open, closed: whatever the hours say.")] = ""
    presses: Annotated[
        list[Annotated[str, Field(pattern=f"^(?:{walking.PRESS.pattern})$")]],
        Field(
            default_factory=list,
            max_length=walking.MOST_PRESSES,
            description="Keys; `w`: nothing is pressed; `1@say2`: pressed while say2 is heard.",
        ),
    ]


class Stepped(Body):
    node: str
    exit: str
    reason: str


class Walked(Body):
    steps: list[Stepped]
    said: Annotated[list[str], Field(description="Codes of the prompts heard since the last press.")]
    here: Annotated[str, Field(description="The node that waits; empty: the caller has left the menu.")]
    awaits: Literal["", "key", "digits"]


class Counted(Body):
    node: str
    exit: Annotated[str, Field(description="The node's own, or `queue`, `callback`, `end`, `left` (hung up).")]
    count: int


class Span(Body):
    span: Annotated[Literal["day", "week"], Field(description="Today, or seven days with today.")] = "day"


@router.get("/flows", response=Page[FlowShown], url_name="api_flows", **OPEN)
def list_flows(request: HttpRequest, page: Query[FlowPage]) -> dict[str, Any]:
    """Every voice menu as callers hear it; one that is only a draft has no nodes."""
    items, more = by_key(Flow.objects.all(), page.cursor, page.limit)
    return {"items": [shown(row) for row in items], "next": more}


@router.get("/flows/{id}", response={200: FlowShown, 304: None}, url_name="api_flow", **OPEN)
def get_flow(request: HttpRequest, response: HttpResponse, id: str) -> Any:  # noqa: A002 the address's own word
    seen = shown(_one(id))
    return tagged(request, response, seen) or seen


@router.post("/flows", response={201: FlowShown}, url_name="api_flows", **OPEN)
def add_flow(request: HttpRequest, response: HttpResponse, body: FlowNew) -> Any:
    """Make a voice menu and put it to use; numbers lead to it by `flow` of /numbers."""
    return Status(201, _save(request, response, Flow(), body.dict()))


@router.patch("/flows/{id}", response=FlowShown, url_name="api_flow", **OPEN)
def change_flow(request: HttpRequest, response: HttpResponse, id: str, body: FlowChange) -> Any:  # noqa: A002
    row = _one(id)
    check_match(request, shown(row))
    return _save(request, response, row, body.dict(exclude_unset=True))


@router.delete("/flows/{id}", response={204: None}, url_name="api_flow", **OPEN)
def delete_flow(request: HttpRequest, id: str) -> Any:  # noqa: A002
    row = _one(id)
    check_match(request, shown(row))
    try:
        actions.delete_row(request.user, row)  # type: ignore[arg-type]
    except ProtectedError as error:
        users = sorted({str(other) for other in error.protected_objects})[:5]
        raise Problem(409, "in_use", f"In use by: {', '.join(users)}.") from None
    return Status(204, None)


@router.post("/flows/{id}/walk", response=Walked, url_name="api_flow_walk", **OPEN)
def walk_flow(request: HttpRequest, id: str, body: Presses) -> Any:  # noqa: A002
    """Where these presses lead: the engine's own rules decide, nobody is called and nothing is counted."""
    row, known, now = _one(id), shape.choices(), settings_document()
    flow = shape.for_core(shape.read(row.body, row.core_id, row.name), known)
    answer = drawing.walked(now, flow, known, body.who, body.when, body.presses)
    steps = [{"node": one["node"], "exit": one["exit"], "reason": one["why"]} for one in answer["steps"]]
    return answer | {"steps": steps, "said": [one["code"] for one in answer["said"]]}


@router.get("/flows/{id}/counts", response=list[Counted], url_name="api_flow_counts", **OPEN)
def count_flow(request: HttpRequest, id: str, asked: Query[Span]) -> list[dict[str, Any]]:  # noqa: A002
    """How many callers left which node by which exit."""
    counted = counting.counted(_one(id), asked.span)
    return [dict(zip(("node", "exit"), name.split(" ", 1), strict=True)) | {"count": n} for name, n in counted.items()]


def shown(row: Flow) -> dict[str, Any]:
    numbers = sorted(number.did for number in row.numbers.all())
    about = {"id": fields.public_id(row), "code": row.code, "name": row.name}
    return about | shape.fields(row.body) | {"numbers": numbers}


def _save(request: HttpRequest, response: HttpResponse, row: Flow, sent: dict[str, Any]) -> dict[str, Any]:
    wanted = (
        {"name": row.name} | shape.fields(row.body) | {name: value for name, value in sent.items() if value is not None}
    )
    form = NameForm({"name": wanted["name"].replace("\0", "")}, instance=row)
    body = _checked(shape.body(wanted["start"], wanted["nodes"], wanted["steps"]))
    values = changed_by(form) | shape.fields(body)
    row.start, row.nodes, row.steps = values["start"], values["nodes"], values["steps"]
    try:
        row.clean()
    except ValidationError as error:
        raise invalid([{"field": "nodes", "code": "invalid", "message": " ".join(error.messages)}]) from None
    saved = actions.save_row(request.user, Flow, row.pk, values)  # type: ignore[arg-type]
    seen = shown(saved)
    tagged(request, response, seen)
    return seen


def _checked(body: shape.Body) -> shape.Body:
    """The nodes as they are kept; raises Problem 422 that names each node and field with something wrong."""
    try:
        flow = shape.read(body)
    except shape.BadFlowError as error:
        raise invalid([{"field": "nodes", "code": "invalid", "message": str(error)}]) from None
    wrong = shape.problems(flow, shape.choices()) if flow.nodes else []
    if wrong:
        raise invalid(
            [{"field": f"nodes.{one.node}.{one.field}", "code": one.code, "message": told(one)} for one in wrong]
        )
    return shape.plain(flow)


def _one(id_: str) -> Flow:
    return found(Flow.objects.all(), pk=key_of(id_, "f"))
