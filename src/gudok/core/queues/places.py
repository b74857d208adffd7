"""The place of a caller who was cut off: he has it back when he calls again soon."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.state import Call, Kept, Offered, Waiting


def keep_place(move: Move, call: Call, mode: Waiting | Offered) -> None:
    """Remember the place of a caller who left without an answer; places that nobody came back for are forgotten."""
    rules = move.state.queues.get(mode.queue)
    if rules is None or not rules.keep_place or not call.caller.number:
        return
    places, key = move.state.places, key_of(mode.queue, call.caller.number)
    places.pop(key, None)
    while places:
        oldest = next(iter(places))
        if places[oldest].until > move.at:
            break
        del places[oldest]
    places[key] = Kept(mode.joined, move.at + rules.keep_place)


def old_place(move: Move, call: Call, queue: str) -> int:
    """The time that orders his old place, which is his again and no longer kept; 0 for none."""
    kept = move.state.places.pop(key_of(queue, call.caller.number), None) if call.caller.number else None
    return kept.joined if kept is not None and kept.until > move.at else 0


def key_of(queue: str, number: str) -> str:
    return f"{queue}|{number}"
