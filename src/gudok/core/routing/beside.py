"""A call that rings at several operators: who is the first of them, and one more after a while."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.routing.chosen import operator_for, view_with
from gudok.core.routing.offer import add_later, ring_beside
from gudok.core.state import Call, Offered, Rung, replace


def turn_to(move: Move, call: Call, mode: Offered, leg: int) -> tuple[Call, Offered]:
    """The same offer with the operator of a leg as the first: something has happened there. The caller says what."""
    new = next((one for one in mode.beside if one.leg == leg), None) if mode.beside else None
    if new is None:
        return call, mode
    old = Rung(mode.agent, mode.leg, move.state.timers.get(f"ring:{call.id}", move.at), call.record)
    return head(move, call, mode, new, (old, *(one for one in mode.beside if one is not new)))


def pass_on(move: Move, call: Call, mode: Offered) -> None:
    """The first rings no longer, the others go on."""
    one, *rest = mode.beside
    head(move, call, mode, one, tuple(rest))
    move.wake(f"ring:{call.id}", one.until, "ring_time")


def head(move: Move, call: Call, mode: Offered, one: Rung, rest: tuple[Rung, ...]) -> tuple[Call, Offered]:
    offered = replace(mode, agent=one.agent, leg=one.leg, beside=rest)
    return move.put_call(replace(call, mode=offered, record=one.record)), offered


def one_more(move: Move, call_id: str) -> None:
    """The next telephone is due, if somebody has come free who may have the call; if not, later."""
    call = move.state.calls.get(call_id)
    if call is None or not isinstance(call.mode, Offered) or call.mode.queue not in move.state.ranked:
        return
    queue = call.mode.queue
    if move.state.ready[queue]:
        chosen = operator_for(move.state, view_with(move, call, call.mode), call, queue)
        if chosen is not None:
            ring_beside(move, call_id, chosen.id, chosen.why)
    add_later(move, call_id, queue)
