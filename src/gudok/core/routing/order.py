"""The two questions of routing, kept apart: which call does a free operator take, which operator gets a call."""

from __future__ import annotations

from gudok.core.keys import WaitKey
from gudok.core.state import Agent, Call, State
from gudok.core.words import Candidate

SHORT = 3
"""How many others a decision names."""


def first_call(state: State, agent: Agent) -> Call | None:
    """The call a free operator takes: over all queues served, VIP first always, then first in, first out."""
    best: WaitKey | None = None
    for queue in state.served(agent.id):
        waiting = state.waiting[queue]
        if waiting and (best is None or waiting[0] < best):
            best = waiting[0]
    return state.calls[best[2]] if best else None


def longest_idle(state: State, queue: str) -> Agent | None:
    """The operator a call goes to: ready the longest, counted from becoming ready and not from the last hang-up."""
    ready = state.ready.get(queue)
    return state.agents[ready[0][1]] if ready else None


def others(state: State, queue: str, chosen: Agent, now: int) -> tuple[Candidate, ...]:
    """The next operators in line, who could have had the call too."""
    line = [key for key in state.ready.get(queue, ())[: SHORT + 1] if key[1] != chosen.id]
    return tuple([Candidate(agent, "idle_less", now - since) for since, agent in line[:SHORT]]) if line else ()
