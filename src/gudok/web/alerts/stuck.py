"""What stands still for longer than it can: calls, operators, the clock itself.

Every stage of a call that is not a person's to end has a timer; a call found in one long after that means that
something is broken, and a person must look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.core.state import (
    Call,
    Dialling,
    InTalk,
    Offered,
    Outside,
    Parting,
    Placed,
    Returning,
    Ringing,
    Talking,
    Waiting,
    tag,
)

if TYPE_CHECKING:
    from gudok.core.state import Agent, State

LATE = 30_000
"""A timer so long (ms) past its time was missed."""
STAGE = 300_000
"""Nothing is rung, dialled, brought back or told a last message for so long (ms)."""
HOURS = 4 * 3_600_000
"""No customer waits or talks for so long (ms): a talk that everybody forgot is a line that nobody hung up."""

Stage = tuple[str, int]


class Standstill:
    """Remembers since when each call and operator is in its stage. Times are UTC ms."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[Stage, int]] = {}

    def look(self, state: State, now: int) -> list[str]:
        """Names of what is stuck: calls by id, operators by name, `timers`; sorted, each once."""
        stages = brief(state)
        before, self._seen = self._seen, {}
        for id_, stage in stages.items():
            known = before.get(id_)
            self._seen[id_] = known if known and known[0] == stage else (stage, now)
        found = {id_ for id_, (_, since) in self._seen.items() if now - since > STAGE}
        found |= {call.id for call in state.calls.values() if now - began(call, now) > HOURS}
        found |= {agent.id for agent in state.agents.values() if left_alone(state, agent)}
        if min(state.timers.values(), default=now) < now - LATE:
            found.add("timers")
        return sorted({_name(state, id_) for id_ in found})


def brief(state: State) -> dict[str, Stage]:
    """By id, what is in a stage that ends by itself, and which one: a mode with the number of its leg."""
    calls = {
        call.id: (tag(call.mode), call.legs)
        for call in state.calls.values()
        if isinstance(call.mode, Offered | Parting | Returning | Placed)
    }
    rung = {
        agent.id: (agent.mode.call, agent.mode.leg)
        for agent in state.agents.values()
        if isinstance(agent.mode, Ringing | Dialling)
    }
    return calls | rung


def began(call: Call, now: int) -> int:
    """When the present wait or talk began; `now` for what is neither."""
    mode = call.mode
    if isinstance(mode, Waiting):
        return mode.joined
    return mode.since or now if isinstance(mode, InTalk | Outside) else now


def left_alone(state: State, agent: Agent) -> bool:
    """Whether the operator has a call that there is not."""
    return isinstance(agent.mode, Ringing | Dialling | Talking) and agent.mode.call not in state.calls


def _name(state: State, id_: str) -> str:
    known = state.operators.get(id_)
    return known.name if known else id_
