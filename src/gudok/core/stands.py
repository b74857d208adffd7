"""How an operator stands: her state and a call's by name, and by what she is found in the state's orders again."""

from __future__ import annotations

from typing import get_args

from gudok.core.keys import ReadyKey
from gudok.core.modes import CallMode
from gudok.core.people import Agent, Mode, Paused, Ready, rests

TAGS: dict[type[Mode | CallMode], str] = {
    kind: str(kind.__struct_config__.tag) for kind in (*get_args(Mode), *get_args(CallMode))
}


def tag(mode: Mode | CallMode) -> str:
    return TAGS[type(mode)]


Stands = tuple[str, ReadyKey | None, str, str]
"""How an operator stands in the state's orders, by what she is found there again.

In one word (the mode's tag, `unreachable` for a ready one without telephone; "": not there), her place among who can be
rung, the break she has, the break she waits for.
"""
NOWHERE: Stands = ("", None, "", "")


def stands(agent: Agent) -> Stands:
    mode, rest = agent.mode, ""
    if agent.next or type(mode) is Paused:
        rest = rests(agent)
    if type(mode) is not Ready:
        return TAGS[type(mode)], None, rest, agent.wish
    key = (mode.since, agent.id) if agent.reachable else None
    return "ready" if key else "unreachable", key, rest, agent.wish


def standing(agent: Agent) -> str:
    """The operator's state in one word."""
    return stands(agent)[0]


def note_breaks(
    resting: dict[str, dict[str, None]], wishes: dict[str, None], name: str, rested: str, rest: str, wish: str
) -> None:
    """Enter an operator among who rests (she had the break `rested`), and who wishes to."""
    if rested:
        del resting[rested][name]
        if not resting[rested]:
            del resting[rested]
    if rest:
        resting.setdefault(rest, {})[name] = None
    wishes.pop(name, None)
    if wish:
        wishes[name] = None
