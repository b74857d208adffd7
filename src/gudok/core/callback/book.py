"""Instead of waiting: a caller presses a key, confirms his number, hangs up, and keeps his place."""

from __future__ import annotations

from hashlib import blake2b

from gudok.core.calls.part import part
from gudok.core.move import Move
from gudok.core.queues.announce import spoken
from gudok.core.queues.shown import shown_place
from gudok.core.settings import Queue
from gudok.core.state import Booked, Call, Waiting, replace
from gudok.core.words import CallbackBooked, CallCame, CallQueued, KeyPressed, PlayPrompt, Reason

YES = "1"
THANKS = ("auth-thankyou", "vm-goodbye")
THINK = 60_000
CONFIRM = ("if-correct-press", "digits/1")
"""Said after the number."""


def may_offer(rules: Queue, call: Call, most: int) -> bool:
    """Whether to offer it to a caller who may have to wait so long (ms)."""
    return rules.callback and bool(call.caller.number) and most >= rules.callback_after


def key_pressed(move: Move, call: Call, mode: Waiting, came: KeyPressed) -> None:
    """The key of a waiting caller: the first 1 after the offer has his number read to him, the second one books."""
    rules = move.state.queues.get(mode.queue)
    if rules is None or not rules.callback or not call.offered:
        return
    if not call.confirms:
        if came.key == YES:
            ask_number(move, call)
    elif came.key == YES:
        book(move, call, mode, rules)
    else:
        call = move.put_call(replace(call, confirms=False))
        move.say(
            CallQueued(Reason("callback_declined"), call.id, mode.queue, mode.joined, shown_place(move.state, call))
        )


def ask_number(move: Move, call: Call) -> None:
    """Read him his number, for another 1."""
    prompt = f"{call.id}-p{call.prompts + 1:03d}"
    said, sounds = call.prompt, ("telephone-number", *spoken(call.caller.number), *CONFIRM)
    call = move.put_call(replace(call, confirms=True, prompt=prompt, prompts=call.prompts + 1))
    move.say(PlayPrompt(Reason("callback_asked"), call.id, call.channel, prompt, sounds, False, said, call.language))
    # Nothing else is said until he has had time to answer.
    move.wake(f"say:{call.id}", move.at + THINK, "announcement")


def book(move: Move, call: Call, mode: Waiting, rules: Queue) -> None:
    """The caller leaves, his place stays: a call of its own waits there, to go out when its turn comes."""
    why = Reason("callback_booked", {"queue": mode.queue, "waited": move.at - mode.joined})
    part(move, call, "callback_booked", rules.callback_thanks or THANKS, why)
    booked = Booked(mode.queue, mode.joined, move.at + rules.callback_keep)
    ours = rules.shown or move.state.settings.outgoing.number
    # What a supervisor gave the caller, or a VIP has, is his place too.
    new = Call(booking_id(call.id), "", ours, call.caller, move.at, booked, direction="out", first=call.first)
    # Who calls him back should know as much as who would have answered.
    new = move.put_call(replace(new, variables=call.variables, way=call.way))
    move.say(CallCame(why, new.id, ours, call.caller, move.at, "out"))
    move.say(CallbackBooked(why, new.id, call.id, mode.queue, mode.joined, shown_place(move.state, new)))
    move.wake(f"book:{new.id}", booked.until, "callback_time")


def booking_id(call: str) -> str:
    """The id of the call that calls a caller back."""
    return f"c{blake2b(f'{call} back'.encode(), digest_size=6).hexdigest()}"


def take_over(move: Move, call: Call, queue: str) -> int:
    """A caller who is to be called back calls himself: his place is his again, and the booking is over.

    Answers the time that orders it; 0 when nothing is booked.
    """
    booking = move.state.calls.get(move.state.booked.get((queue, call.caller.number), ""))
    if booking is None or not isinstance(booking.mode, Booked):
        return 0
    move.end_call(booking, "called_again")
    return booking.mode.joined
