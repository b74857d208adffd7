"""Instead of waiting: a caller presses a key, confirms his number, hangs up, and keeps his place."""

from __future__ import annotations

from hashlib import blake2b

from gudok.core.callback import naming
from gudok.core.calls.part import part
from gudok.core.move import Move
from gudok.core.queues.announce import spoken
from gudok.core.queues.shown import shown_place
from gudok.core.settings import Queue
from gudok.core.state import Booked, Call, Waiting, replace
from gudok.core.words import CallbackBooked, CallCame, Caller, CallQueued, KeyPressed, Reason

YES = "1"
THANKS = ("auth-thankyou", "vm-goodbye")
THINK = 60_000
CONFIRM = ("if-correct-press", "digits/1")
"""Said after the number."""


def may_offer(rules: Queue, call: Call, most: int) -> bool:
    """Whether to offer it to a caller who may have to wait so long (ms)."""
    return rules.callback and bool(call.caller.number or rules.callback_other) and most >= rules.callback_after


def key_pressed(move: Move, call: Call, mode: Waiting, came: KeyPressed) -> None:
    """The key of a waiting caller: the first 1 after the offer has his number read to him, the second one books.

    Where he may name another number, 2 in the place of the second 1 has him asked for it; so has the first 1 of one
    whose number is withheld.
    """
    rules = move.state.queues.get(mode.queue)
    if rules is None or not rules.callback or not call.offered:
        return
    if call.naming is not None:
        naming.key_pressed(move, call, mode, call.naming, rules, came.key)
    elif not call.confirms:
        if came.key == YES:
            ask_number(move, call, rules)
    elif came.key == YES:
        book(move, call, mode, rules)
    elif came.key == naming.ANOTHER and rules.callback_other:
        naming.begin(move, call)
    else:
        call = move.put_call(replace(call, confirms=False))
        move.say(
            CallQueued(Reason("callback_declined"), call.id, mode.queue, mode.joined, shown_place(move.state, call))
        )


def ask_number(move: Move, call: Call, rules: Queue) -> None:
    """Read him his number, for another 1."""
    if not call.caller.number:
        naming.begin(move, call)
        return
    different = naming.DIFFERENT if rules.callback_other else ()
    sounds = ("telephone-number", *spoken(call.caller.number), *CONFIRM, *different)
    naming.say(move, move.put_call(replace(call, confirms=True)), sounds, Reason("callback_asked"))


def book(move: Move, call: Call, mode: Waiting, rules: Queue, other: Caller | None = None) -> None:
    """The caller leaves, his place stays: a call of its own waits there, to go out when its turn comes.

    `other` is who has the number that he named in the place of his own.
    """
    numbers: dict[str, int | str] = {"queue": mode.queue, "waited": move.at - mode.joined}
    why = Reason("callback_booked", numbers) if other is None else Reason("callback_named", numbers)
    part(move, call, "callback_booked", rules.callback_thanks or THANKS, why)
    booked = Booked(mode.queue, mode.joined, move.at + rules.callback_keep)
    ours = rules.shown or move.state.settings.outgoing.number
    caller = call.caller if other is None else at_number(call.caller, other)
    # What a supervisor gave the caller, or a VIP has, is his place too.
    new = Call(booking_id(call.id), "", ours, caller, move.at, booked, direction="out", first=call.first)
    # Who calls him back should know as much as who would have answered.
    new = replace(new, variables=call.variables, way=call.way, called_from=call.caller.number if other else "")
    new = move.put_call(new)
    move.say(CallCame(why, new.id, ours, caller, move.at, "out"))
    move.say(CallbackBooked(why, new.id, call.id, mode.queue, mode.joined, shown_place(move.state, new)))
    move.wake(f"book:{new.id}", booked.until, "callback_time")


def at_number(caller: Caller, other: Caller) -> Caller:
    """The customer who asked, at the other number; one we do not know is the one whom that number tells."""
    return replace(caller, number=other.number, shown=other.shown) if caller.customer else other


def booking_id(call: str) -> str:
    """The id of the call that calls a caller back."""
    return f"c{blake2b(f'{call} back'.encode(), digest_size=6).hexdigest()}"


def take_over(move: Move, call: Call, queue: str) -> int:
    """A caller who is to be called back calls himself: his place is his again, and the booking is over.

    Answers the time that orders it; 0 when nothing is booked.
    """
    joined = 0
    for booked in tuple(move.state.booked.get((queue, call.caller.number), ())):
        booking = move.state.calls[booked]
        if isinstance(booking.mode, Booked):
            move.end_call(booking, "called_again")
            joined = min(joined or booking.mode.joined, booking.mode.joined)
    return joined
