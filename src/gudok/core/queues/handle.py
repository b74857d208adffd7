"""Timers of waiting calls."""

from __future__ import annotations

from gudok.core.callback.book import may_offer
from gudok.core.move import Move
from gudok.core.queues.announce import MINUTE, place_sounds
from gudok.core.queues.expected import expected
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
    place = move.state.place(call, call.mode)
    if call.place:
        place = min(place, call.place)
    wait = expected(move.state, queue.id, place, move.at, vip=call.caller.vip)
    minutes = -(-wait.most // MINUTE) if wait else 0
    offered = may_offer(queue, call, wait.most if wait else 0)
    prompt = f"{call.id}-p{call.prompts + 1:03d}"
    call = replace(call, place=place, prompt=prompt, prompts=call.prompts + 1, confirms=False, naming=None)
    move.put_call(replace(call, offered=offered or call.offered))
    if queue.order is not None:  # the place by arrival is not when his turn comes
        place, minutes, wait = 0, 0, None
    numbers: dict[str, int | str] = {"place": place, "minutes": minutes}
    told = PlaceTold(
        Reason("place_told", numbers), call.id, place, minutes, wait.least // MINUTE if wait else 0, offered
    )
    move.say(told)
    sounds = place_sounds(place, minutes) + queue.announcement + (queue.callback_offer if offered else ())
    move.say(PlayPrompt(Reason("place_told", numbers), call.id, call.channel, prompt, sounds, language=call.language))
