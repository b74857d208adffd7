"""A flow as the rows and the set-up's file have it: as the core's, but queues, hours and prompts by their codes.

    {"start": "say1", "nodes": {"say1": {"kind": "say", "sounds": ["welcome"], "next": "queue2"}, …}}

Nodes stand under their ids, so that a version tells which of them were changed, and a file reads well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import msgspec
from django.apps import apps

from gudok.core.ivr.check import Problem, check, needs
from gudok.core.ivr.flow import STEPS, Callback, Flow, Hours, Node, ToQueue
from gudok.web.ivr.standard import SOUNDS
from gudok.web.ivr.words import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import models

Body = dict[str, Any]
ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
LANGUAGES = ("ru", "en")
MOST_NODES = 200
Steps = Annotated[int, msgspec.Meta(ge=0, lt=2**15)]
"""What a row can keep; how many there may be the core says, in words."""


class BadFlowError(ValueError):
    """This is no flow; the text says why, in the words of the format."""


class Choices(NamedTuple):
    """What a flow may name, by code: the core's ids of queues and hours, and of prompts the sound."""

    queues: dict[str, str]
    schedules: dict[str, str]
    prompts: dict[str, str]


def read(body: Any, flow_id: str = "", name: str = "") -> Flow:
    """The flow of a body, codes as they stand; raises BadFlowError."""
    nodes = body.get("nodes") if isinstance(body, dict) else None
    if not isinstance(nodes, dict) or not set(body) <= {"start", "nodes", "steps"}:
        raise BadFlowError("`start` and a table `nodes` are needed, and `steps` may be given")
    if len(nodes) > MOST_NODES:
        raise BadFlowError(f"more than {MOST_NODES} nodes")
    made = [_node(id_, node) for id_, node in nodes.items()]
    try:
        start, steps = msgspec.convert((body.get("start"), body.get("steps", STEPS)), tuple[str, Steps])
    except msgspec.ValidationError as error:
        raise BadFlowError(f"start, steps: {error}") from error
    return Flow(flow_id, name, start, tuple(made), steps)


def _node(id_: str, node: Any) -> Node:
    if not ID.fullmatch(id_):
        raise BadFlowError(f"{id_[:40]!r} is no name of a node: small letters, digits, _ and - only")
    if not isinstance(node, dict) or "id" in node:
        raise BadFlowError(f"{id_}: a table with `kind` is needed")
    try:
        return msgspec.convert(node | {"id": id_}, Node)
    except msgspec.ValidationError as error:
        raise BadFlowError(f"{id_}: {error}") from error


def plain(flow: Flow) -> Body:
    """The reverse of `read`, with nothing that goes without saying."""
    nodes: list[dict[str, Any]] = msgspec.json.decode(msgspec.json.encode(flow.nodes))
    return body(flow.start, {node.pop("id"): node for node in nodes}, flow.steps)


def body(start: str, nodes: dict[str, Any], steps: int) -> Body:
    """A body of its parts; the usual number of steps goes without saying."""
    return {"start": start, "nodes": nodes} | ({} if steps == STEPS else {"steps": steps})


def fields(body: Body) -> Body:
    """A body as the fields of its row, the usual number of steps said too."""
    return {"steps": STEPS} | body


def choices() -> Choices:
    """Everything there is now."""
    queue, schedule, prompt = (apps.get_model("setup", name) for name in ("Queue", "Schedule", "Prompt"))
    return Choices(
        {row.code: row.core_id for row in queue.objects.order_by("name")},
        {row.code: row.core_id for row in schedule.objects.order_by("name")},
        {code: code for code in SOUNDS} | {row.code: row.sound for row in prompt.objects.order_by("name")},
    )


def problems(flow: Flow, known: Choices) -> list[Problem]:
    """What the core finds wrong, and prompts that are not there."""
    found = check(flow, known.queues, known.schedules, LANGUAGES)
    for node in flow.nodes:
        lost = [sound for sound in getattr(node, "sounds", ()) if sound not in known.prompts]
        found += [Problem("no_sound", node.id, "sounds", sound) for sound in lost]
    return found


def faults(body: Body) -> list[str]:
    """All that keeps a body from being put to use, in words."""
    try:
        flow = read(body)
    except BadFlowError as error:
        return [str(error)]
    return [f"{one.node}: {told(one)}" if one.node else told(one) for one in problems(flow, choices())]


def for_core(flow: Flow, known: Choices) -> Flow:
    """The same with the core's ids; what is not there keeps its code, and the core says so.

    The nodes stand in the order in which callers come to them: a database may keep a table's names in one of its own.
    """

    def node(one: Node) -> Node:
        sounds = getattr(one, "sounds", ())
        if sounds:
            one = msgspec.structs.replace(one, sounds=tuple(known.prompts.get(code, code) for code in sounds))
        if isinstance(one, ToQueue | Callback):
            return msgspec.structs.replace(one, queue=known.queues.get(one.queue, one.queue))
        if isinstance(one, Hours):
            return msgspec.structs.replace(one, schedule=known.schedules.get(one.schedule, one.schedule))
        return one

    return msgspec.structs.replace(flow, nodes=tuple(node(one) for one in as_walked(flow)))


def as_walked(flow: Flow) -> list[Node]:
    """The nodes breadth first from the start, keys and cases in their own order; then the rest by name."""
    nodes, order = {node.id: node for node in flow.nodes}, [flow.start]
    for name in order:  # it grows on the way
        ways = nodes[name].exits() if name in nodes else {}
        for way in sorted(ways, key=lambda way: way.partition(":")[2]):
            if ways[way] not in order:
                order.append(ways[way])
    return [nodes[name] for name in [*order, *sorted(nodes.keys() - set(order))] if name in nodes]


def used_rows(body: Body) -> Iterator[tuple[str, models.Model]]:
    """The rows that a body names, each with the field of `FlowUse` that holds it."""
    try:
        wanted = needs(read(body))
    except BadFlowError:
        return
    kinds = (("queue", "Queue", wanted.queues), ("schedule", "Schedule", wanted.schedules))
    for field, model, codes in (*kinds, ("prompt", "Prompt", wanted.sounds)):
        for row in apps.get_model("setup", model).objects.filter(code__in=codes).order_by("pk"):
            yield field, row
