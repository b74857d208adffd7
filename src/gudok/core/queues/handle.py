"""Timers of waiting calls."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.queues.announce import minutes_to_wait, place_sounds
from gudok.core.queues.wait import overflow, queue_of
from gudok.core.state import Waiting, replace
from gudok.core.words import PlaceTold, PlayPrompt, Reason


def longest_wait(move: Move, call_id: str) -> None:
    call = move.state.calls.get(call_id)
    if call is not None and isinstance(call.mode, Waiting):
        overflow(move, call, call.mode)


def announce(move: Move, call_id: str) -> None:
    """Tell a waiting caller the place, which never gets worse in what is told, and set the next announcement."""
    call = move.state.calls.get(call_id)
    if call is None or not isinstance(call.mode, Waiting):
        return
    queue = queue_of(move.state, call.mode.queue)
    if queue.announce_every:
        move.wake(f"say:{call.id}", move.at + queue.announce_every, "announcement")
    if move.state.telephony != "up":
        return
    place = move.state.place(call)
    if call.place:
        place = min(place, call.place)
    minutes = minutes_to_wait(place, move.state.flow.get(queue.id, ()), move.at)
    prompt = f"{call.id}-p{call.prompts + 1:03d}"
    move.put_call(replace(call, place=place, prompt=prompt, prompts=call.prompts + 1))
    numbers: dict[str, int | str] = {"place": place, "minutes": minutes}
    move.say(PlaceTold(Reason("place_told", numbers), call.id, place, minutes))
    sounds = place_sounds(place, minutes)
    move.say(PlayPrompt(Reason("place_told", numbers), call.id, call.channel, prompt, sounds))
