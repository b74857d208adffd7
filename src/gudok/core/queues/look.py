"""What no caller's and no operator's doing brings about: a queue that closes, or has been left by all its operators."""

from __future__ import annotations

from gudok.core.calls.part import part, turn_away
from gudok.core.hours.shut import shut
from gudok.core.move import Move
from gudok.core.queues.limits import EVERY, deserted, next_queue, watched
from gudok.core.queues.wait import SORRY, join
from gudok.core.settings import Queue
from gudok.core.state import Call, Waiting
from gudok.core.words import Reason


def look(move: Move, queue: str) -> None:
    """Callers of a queue that closed are told so; those of one without operators flow over."""
    state, rules = move.state, move.state.queues.get(queue)
    if rules is None or not watched(rules) or not state.waiting[queue]:
        return
    move.wake(f"look:{queue}", move.at + EVERY, "look_again")
    if state.telephony != "up":
        return
    closed = shut(state, queue, move.at) if rules.at_closing == "part" and queue not in state.closed else None
    left = deserted(state, rules)
    for _, _, call_id in list(state.waiting[queue]):
        call = state.calls[call_id]
        if not isinstance(call.mode, Waiting):
            continue
        if closed is not None:
            turn_away(move, call, queue, closed)
        elif left is not None:
            flow_over(move, call, call.mode, rules, left)


def flow_over(move: Move, call: Call, mode: Waiting, rules: Queue, why: Reason) -> None:
    """Nobody is left in the queue: on to the next one, or a message; where the rules know neither, he waits on."""
    to, _ = next_queue(move.state, mode.queue, move.at)
    if to:
        join(move, call, to, mode.joined, why)
    elif rules.overflow == "message":
        part(move, call, "timed_out", rules.late or SORRY, why)
