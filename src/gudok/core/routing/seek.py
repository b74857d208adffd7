"""Calls that wait although operators are free: who may have them is asked again."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.routing.again import look_again
from gudok.core.routing.chosen import operator_for, view_of
from gudok.core.routing.offer import serve_agent


def seek(move: Move, queue: str) -> None:
    """The time has come to look at a queue again."""
    if move.state.telephony == "up" and queue in move.state.ranked:
        if somebody_may(move, queue):
            serve_ready(move, (queue,))
        look_again(move, queue)


def somebody_may(move: Move, queue: str) -> bool:
    """Whether any of its calls has somebody now: where hundreds are free, they are not asked one by one in vain."""
    state = move.state
    if not (state.waiting[queue] and state.ready[queue]):
        return False
    view = view_of(move)
    return any(operator_for(state, view, state.calls[call], queue) for _, _, call in state.waiting[queue])


def serve_ready(move: Move, queues: tuple[str, ...]) -> None:
    """Give the free operators of these queues what they may have, who has been ready the longest first."""
    state = move.state
    for _, name in sorted({key for queue in queues for key in state.ready[queue]}):
        agent = state.agents.get(name)
        if agent is not None:
            serve_agent(move, agent)
