"""Calls that operators dial, as their desks see them: the way to an answer, and what became of the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.core.outgoing.handle import not_now
from gudok.core.state import Agent, Call, Placed, State
from gudok.core.words import CallbackRests, CallConnected, CallEnded, CallPlaced
from gudok.web.people.numbers import mask, show_dialled

if TYPE_CHECKING:
    from gudok.web.live.replica import Replica

Picture = dict[str, Any]


class Dialled:
    """By operator: the call that is being placed, and how the last one ended that reached nobody."""

    def __init__(self) -> None:
        self.placed: dict[str, Call] = {}
        self.over: dict[str, tuple[Call, str, int]] = {}

    def fold(self, state: State, said: object, at: int) -> None:
        if isinstance(said, CallPlaced):
            self.over.pop(said.agent, None)
            if call := state.calls.get(said.call):
                self.placed[said.agent] = call
        elif isinstance(said, CallConnected):
            self.placed.pop(said.agent, None)
            self.over.pop(said.agent, None)
        elif isinstance(said, CallEnded) and (call := self.placed.get(said.agent)) and call.id == said.call:
            del self.placed[said.agent]
            self.over[said.agent] = (call, said.end, at)
        elif isinstance(said, CallbackRests):
            # Its number was not reached, and is called again later, by whoever is free then.
            self.placed = {agent: call for agent, call in self.placed.items() if call.id != said.call}


def of_me(replica: Replica, agent: Agent, masked: bool) -> Picture:
    """What an operator's desk tells besides: whether she may dial now, and how the last try ended."""
    state, operator = replica.state, replica.state.operators.get(agent.id)
    ways = (state.settings.outgoing.trunk, *(queue.trunk for queue in state.settings.queues))
    may = operator is not None and operator.dials and any(ways)
    now = may and not_now(state, agent) is None
    last = replica.dialled.over.get(agent.id)
    return {"dial": {"may": may, "now": now, "last": _over(*last, masked) if last else None}}


def _over(call: Call, end: str, at: int, masked: bool) -> Picture:
    shown = call.caller.shown or call.caller.number
    return {"call": call.id, "end": end, "at": at, "name": call.caller.name, "number": mask(shown) if masked else shown}


def of_call(call: Call) -> Picture:
    """What the card of a call tells besides: its direction, the number of ours the customer sees, how far it is."""
    mode = call.mode
    if call.direction == "in":
        return {"direction": "in"}
    stage = ("rings" if mode.rings else "dialled" if mode.dialled_at else "own") if isinstance(mode, Placed) else ""
    return {"direction": "out", "stage": stage, "shown": show_dialled(call.did) if call.did else ""}
