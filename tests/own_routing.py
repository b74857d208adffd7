"""Routing functions such as a house might have of its own: what the conformance cases of `custom` name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gudok.core.ranking.dice import Dice
from gudok.core.ranking.plugins import Sight
from gudok.core.ranking.snapshot import Agent, Call
from gudok.core.ranking.view import Member


def shortest_name(
    view: Sight, call: Call, able: tuple[Member, ...], dice: Dice, settings: Mapping[str, Any]
) -> dict[str, int]:
    return {agent.id: len(agent.id) for agent, _ in able if len(agent.id) <= settings["longest"]}


def shortest_number(
    view: Sight, agent: Agent, able: tuple[Call, ...], dice: Dice, settings: Mapping[str, Any]
) -> dict[str, int]:
    return {call.id: len(call.customer) for call in able if call.customer}


OWN = {"shortest_name": shortest_name, "shortest_number": shortest_number}
