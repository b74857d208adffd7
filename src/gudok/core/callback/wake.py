"""A booked call's timer: its rest is over, or the time in which it may be tried at all."""

from __future__ import annotations

from gudok.core.callback.serve import give_up
from gudok.core.move import Move
from gudok.core.routing.offer import serve_call
from gudok.core.state import Booked, replace
from gudok.core.words import CallbackRests, Reason


def woke(move: Move, call_id: str) -> None:
    """Back to its place after a rest; when its time is over, it becomes a task for people."""
    call = move.state.calls.get(call_id)
    if call is None or not isinstance(call.mode, Booked):
        return
    mode = call.mode
    if move.at >= mode.until:
        give_up(move, call, mode, "booking_expired", Reason("booking_expired", {"tries": mode.tries}))
        return
    call = move.to(call, replace(mode, resting=0))
    move.say(CallbackRests(Reason("callback_due"), call.id, mode.queue, 0, mode.tries))
    move.wake(f"book:{call.id}", mode.until, "callback_time")
    serve_call(move, call)
