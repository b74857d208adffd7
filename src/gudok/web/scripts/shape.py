"""A script as the rows and the set-up's file have it: its steps and objections under their ids.

    {"start": "say1", "nodes": {"say1": {"kind": "say", "text": "{greeting}!", "next": "end2"}, …}}

The same shape as a voice menu's, so that the same editor draws it and a version tells which steps were changed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from gudok.core.scripts.check import check
from gudok.core.scripts.script import AnyStep, Objection, Script
from gudok.web.scripts.words import told

if TYPE_CHECKING:
    from gudok.core.ivr.check import Problem

Body = dict[str, Any]
ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
MOST_NODES = 200


class BadScriptError(ValueError):
    """This is no script; the text says why, in the words of the format."""


def read(body: Any, script_id: str = "", name: str = "") -> Script:
    """The script of a body, its steps in the order in which calls come to them; raises BadScriptError."""
    nodes = body.get("nodes") if isinstance(body, dict) else None
    if not isinstance(nodes, dict) or not isinstance(body.get("start"), str) or set(body) != {"start", "nodes"}:
        raise BadScriptError("`start` and a table `nodes` are needed")
    if len(nodes) > MOST_NODES:
        raise BadScriptError(f"more than {MOST_NODES} steps")
    made = [_node(id_, node) for id_, node in nodes.items()]
    steps = [one for one in made if not isinstance(one, Objection)]
    objections = sorted((one for one in made if isinstance(one, Objection)), key=lambda one: (len(one.id), one.id))
    return Script(script_id, name, body["start"], tuple(_as_led(body["start"], steps)), tuple(objections))


def _node(id_: str, node: Any) -> AnyStep | Objection:
    if not ID.fullmatch(id_):
        raise BadScriptError(f"{id_[:40]!r} is no name of a step: small letters, digits, _ and - only")
    if not isinstance(node, dict) or "id" in node:
        raise BadScriptError(f"{id_}: a table with `kind` is needed")
    try:
        return msgspec.convert(node | {"id": id_}, AnyStep | Objection)
    except msgspec.ValidationError as error:
        raise BadScriptError(f"{id_}: {error}") from error


def _as_led(start: str, steps: list[AnyStep]) -> list[AnyStep]:
    """Breadth first from the beginning, then the rest by name: a database may keep a table in an order of its own."""
    known, order = {step.id: step for step in steps}, [start]
    for name in order:  # it grows on the way
        ways = known[name].exits().values() if name in known else ()
        order += [to for to in dict.fromkeys(ways) if to not in order]
    return [known[name] for name in [*order, *sorted(known.keys() - set(order))] if name in known]


def plain(script: Script) -> Body:
    """The reverse of `read`, with nothing that goes without saying."""
    nodes: list[dict[str, Any]] = msgspec.to_builtins((*script.steps, *script.objections))
    return {"start": script.start, "nodes": {node.pop("id"): node for node in map(_listed, nodes)}}


def _listed(node: dict[str, Any]) -> dict[str, Any]:
    """As it comes out of JSON again: lists, no tuples."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in node.items()}


def problems(script: Script) -> list[Problem]:
    return check(script)


def faults(body: Body) -> list[str]:
    """All that keeps a body from being put to use, in words."""
    try:
        script = read(body)
    except BadScriptError as error:
        return [str(error)]
    return [f"{one.node}: {told(one)}" if one.node else told(one) for one in problems(script)]
