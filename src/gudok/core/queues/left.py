"""A caller gives up before anybody answered: what the queue remembers of him."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.queues.estimate import LOST, remember
from gudok.core.queues.places import keep_place
from gudok.core.state import Call, Offered, Waiting
from gudok.core.words import CallMissed, Reason


def gave_up(move: Move, call: Call, mode: Waiting | Offered) -> None:
    """Keep his place and his number as the queue's rules want; the estimates of waits learn of it."""
    if isinstance(mode, Offered) and mode.kind != "queue":
        return
    state, rules, waited = move.state, move.state.queues.get(mode.queue), move.at - mode.joined
    state.past[mode.queue] = remember(state.past.get(mode.queue, ()), (move.at, waited, LOST))
    keep_place(move, call, mode)
    if rules is not None and rules.missed and call.caller.number:
        why = Reason("nobody_answered", {"waited": waited})
        move.say(CallMissed(why, call.id, call.caller, mode.queue, call.did, waited))
