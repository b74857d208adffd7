"""What the codes and facts of a voice menu say: the caller's way from node to node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

REASONS = {
    "flow_entered": _("the number leads to a voice menu"),
    "flow_said": _("heard it to its end"),
    "flow_says": _("what is said there"),
    "key_pressed": _("pressed a key while it was said"),
    "flow_key": _("pressed a key"),
    "flow_wrong": _("pressed a key that means nothing there"),
    "flow_nothing": _("pressed nothing"),
    "flow_typed": _("typed the digits"),
    "flow_too_few": _("typed too few digits"),
    "flow_looks_up": _("the number typed is looked up"),
    "flow_late": _("the customers' records did not answer in time"),
    "flow_open": _("within the opening hours"),
    "flow_language": _("the language changes"),
    "flow_assigned": _("a value is noted"),
    "flow_case": _("by the value noted before"),
    "flow_no_callback": _("a callback cannot be had"),
    "flow_callback": _("is to be called back when the turn comes"),
    "flow_queue": _("joins the queue"),
    "flow_over": _("the menu is over"),
    "flow_changed": _("the menu was changed meanwhile, on to the number's queue"),
    "flow_steps": _("as many steps as the menu allows, on to the number's queue"),
    "flow_wait": _("how long the menu waits"),
    "menu_over": _("the menu came to its end"),
    "left_menu": _("hung up in the voice menu"),
}

SENTENCES = {
    "FlowEntered": _("In the voice menu %(flow)s"),
    "FlowStepped": _("Voice menu: %(node)s"),
    "CallerFound": _("The customer is known by what was typed"),
}

ENDS = {
    "left_menu": _("Hung up in the voice menu"),
    "menu_over": _("Served by the voice menu"),
}


def node_name(data: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What a node is called, by `names` of `flow/node`, and what was typed there."""
    name = names.get(f"{data.get('flow', '')}/{data['node']}", str(data["node"]))
    return f"{name}: {data['typed']}" if data.get("typed") else name


def details(numbers: Mapping[str, Any]) -> list[str]:
    """The numbers of a step that are worth telling."""
    told = []
    if numbers.get("key"):
        told.append(gettext("key %(key)s") % {"key": numbers["key"]})
    if numbers.get("variable"):
        name, length = numbers["variable"], numbers.get("length")
        told.append(f"{name}: {length}" if isinstance(length, int) else f"{name} = {numbers.get('value', '')}")
    if numbers.get("language"):
        told.append(str(numbers["language"]))
    return told
