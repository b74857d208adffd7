"""A new caller comes to a queue: to his old place, or, where there is no room, on to the next queue."""

from __future__ import annotations

from gudok.core.callback.book import take_over
from gudok.core.calls.part import part, turn_away
from gudok.core.hours import handle as hours
from gudok.core.hours.rules import Schedule
from gudok.core.move import Move
from gudok.core.queues.limits import crowded, next_queue
from gudok.core.queues.places import old_place
from gudok.core.queues.wait import SORRY, join
from gudok.core.state import Call, Parting, replace
from gudok.core.words import Reason

TURNED_AWAY = "turned_away"


def let_in(move: Move, call: Call, queue: str, since: int, schedules: list[Schedule]) -> None:
    """Bring a caller to a queue, if it and the schedules are open; his wait counts from `since`."""
    if queue in move.state.closed:
        turn_away(move, call, queue, Reason("queue_closed", {"queue": queue, "by": move.state.closed[queue].by}))
    elif not schedules or not hours.turn_away(move, call, queue, schedules):
        come(move, call, queue, since)


def come(move: Move, call: Call, queue: str, since: int) -> None:
    """Let a caller in: one who has waited before goes on from there, whatever has become of the queue meanwhile."""
    state, joined = move.state, 0
    if state.booked or state.places:
        joined = take_over(move, call, queue) or old_place(move, call, queue)
    if joined:
        join(move, call, queue, min(joined, since), Reason("old_place", {"queue": queue, "earlier": since - joined}))
        return
    full = crowded(state, queue, move.at)
    if full is None:
        vip = call.caller.vip
        why = Reason("vip_first", {"queue": queue}) if vip else Reason("first_in_first_out", {"queue": queue})
        join(move, call, queue, since, why)
        return
    to, _ = next_queue(state, queue, move.at)
    if to:
        join(move, call, to, since, full)
    else:
        call = replace(call, mode=Parting(queue, TURNED_AWAY))
        part(move, call, TURNED_AWAY, state.queues[queue].late or SORRY, full)
