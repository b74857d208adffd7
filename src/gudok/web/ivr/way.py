"""A caller's way through a voice menu in words, for who takes his call: what he chose, what he typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.utils.translation import gettext as _

from gudok.web.ivr.standard import SOUNDS
from gudok.web.ivr.words import exit_name, kind_names
from gudok.web.people.numbers import mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gudok.core.state import Call
    from gudok.web.record.models import CallEvent

SAYS = ("menu", "digits", "say", "end")
"""Nodes that are called by what they say first."""
SHORT = ("menu", "digits", "say", "end", "queue")
NAMED = {"queue": "Queue", "schedule": "Schedule"}


class Decision(NamedTuple):
    """The exit that was taken at a node."""

    flow: str
    node: str
    exit: str


class Way(NamedTuple):
    """The decisions in words, in their order, and what was typed or noted, by its name."""

    steps: list[str]
    variables: dict[str, str]


def of_live(call: Call, *, masked: bool) -> Way:
    """Of a call that goes on; nothing while something secret is with it, which the menu itself may still need."""
    if call.secrets:
        return Way([], {})
    made = [Decision(one.flow, one.node, one.exit) for one in call.way]
    return Way(_told(made), shown(call.variables, masked=masked))


def of_record(events: Iterable[CallEvent], *, masked: bool) -> Way:
    """Of a call of the records, by its story."""
    made: list[Decision] = []
    variables: dict[str, str] = {}
    for event in events:
        if event.fact == "FlowStepped":
            made.append(Decision(event.data["flow"], event.data["node"], event.data["exit"]))
            name = event.numbers.get("variable", "")
            if event.code == "flow_typed":
                variables.pop(name, None)
            if event.data.get("typed"):
                variables[name] = event.data["typed"]
            elif event.code == "flow_assigned":
                variables[name] = str(event.numbers["value"])
    return Way(_told(made), shown(variables, masked=masked))


def shown(variables: Mapping[str, str], *, masked: bool) -> dict[str, str]:
    """The variables for who may see customers' numbers, or may not."""
    return {name: mask(value) if masked else value for name, value in variables.items() if value}


def node_names(flows: Iterable[str]) -> dict[str, str]:
    """How nodes of these flows (the core's ids) are called now: by `flow/node`."""
    found = _Flows(flows)
    return {f"{flow}/{node}": found.title(flow, node) for flow, body in found.nodes.items() for node in body}


def _told(made: list[Decision]) -> list[str]:
    known = _Flows(one.flow for one in made)
    return [text for one in made if (text := known.told(one))]


class _Flows:
    """The nodes of some flows as they are in use now; what has been changed since is called by its id."""

    def __init__(self, flows: Iterable[str]) -> None:
        wanted = {flow for flow in flows if flow[1:].isdecimal()}
        rows = apps.get_model("setup", "Flow").objects.filter(pk__in=[int(flow[1:]) for flow in wanted])
        self.nodes: dict[str, dict[str, Any]] = {row.core_id: row.nodes for row in rows}
        self.kinds = kind_names()
        self.names: dict[str, dict[str, str]] = {}

    def told(self, made: Decision) -> str:
        """A decision in words; empty for one that says nothing about the caller."""
        node = self.nodes.get(made.flow, {}).get(made.node, {})
        kind = node.get("kind", "")
        if kind == "menu":
            to = node.get("keys", {}).get(made.exit.removeprefix("key:"), "")
            leads = f" → {self._short(made.flow, to)}" if to and to != made.node else ""
            return f"{self._short(made.flow, made.node)}: {exit_name(made.exit)}{leads}"
        if kind == "digits" and made.exit == "failed":
            return f"{self._short(made.flow, made.node)}: {exit_name(made.exit)}"
        if kind == "language":
            return self.title(made.flow, made.node)
        if kind == "lookup" and node.get("variable"):
            return _("By what was typed: %(known)s") % {"known": exit_name(made.exit)}
        return "" if kind or not made.exit.startswith("key:") else f"{made.node}: {exit_name(made.exit)}"

    def title(self, flow: str, node_id: str) -> str:
        """«Menu: Press 1 or 2», «To a queue: Sales»."""
        node = self.nodes.get(flow, {}).get(node_id)
        if not node:
            return node_id
        name, what = self.kinds[node["kind"]], self._about(node)
        return f"{name} {what}" if what and name.endswith("?") else f"{name}: {what}" if what else name

    def _short(self, flow: str, node_id: str) -> str:
        """«Press 1 or 2», «Sales»: what is said there, or the queue; of the rest its kind is enough."""
        node = self.nodes.get(flow, {}).get(node_id)
        if not node:
            return node_id
        return (self._about(node) if node["kind"] in SHORT else "") or self.title(flow, node_id)

    def _about(self, node: Mapping[str, Any]) -> str:
        if node["kind"] in SAYS and node.get("sounds"):
            code = node["sounds"][0]
            return self._named("Prompt").get(code) or str(SOUNDS.get(code, code))
        if node["kind"] == "language":
            return {"ru": _("Russian"), "en": _("English")}.get(node["language"], node["language"])
        for field, model in NAMED.items():
            if field in node:
                return self._named(model).get(node[field], node[field])
        return str(node.get("variable", ""))

    def _named(self, model: str) -> dict[str, str]:
        """Names by code, read once."""
        if model not in self.names:
            self.names[model] = dict(apps.get_model("setup", model).objects.values_list("code", "name"))
        return self.names[model]
