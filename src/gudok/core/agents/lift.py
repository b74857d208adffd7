"""The line of the shift: rung when its operator wants calls, and until she takes it she is on a pause of its own."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.state import Agent, Nailed, Paused, State, chosen_endpoint, replace
from gudok.core.words import NailedChanged, Reason, RingNailed

LIFTING, FELL = "line", "line_lost"
"""Pauses of the line: it is being rung; it fell, or was not taken."""
RING = 30_000
"""How long (ms) the telephone rings for it."""


def wants_line(state: State, agent: Agent) -> bool:
    """Whether this operator takes calls over a line of the shift which does not stand now."""
    operator = state.operators.get(agent.id)
    return operator is not None and operator.nailed and not (agent.nailed is not None and agent.nailed.up)


def lift(move: Move, agent: Agent, why: Reason) -> None:
    """Ring the telephone for the line, if it does not ring already."""
    if not (isinstance(agent.mode, Paused) and agent.mode.reason == LIFTING):
        agent = move.agent_to(agent, Paused(LIFTING), why)
    if agent.nailed is not None:
        return
    operator, n = move.state.operators[agent.id], agent.nails + 1
    agent = move.put_agent(replace(agent, nailed=Nailed(n), nails=n))
    move.say(NailedChanged(why, agent.id, n, "rings"))
    move.say(RingNailed(why, agent.id, n, chosen_endpoint(operator, agent), operator.codec, RING))
    move.wake(f"nail:{agent.id}", move.at + RING, "ring_time")
