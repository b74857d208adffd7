"""Callers who come out of hours: they are told so, and may ask to be called back."""

from __future__ import annotations

from gudok.core.calls.part import part
from gudok.core.hours.rules import Schedule
from gudok.core.hours.shut import out_of_hours
from gudok.core.move import Move
from gudok.core.state import Call, Parting, State, replace
from gudok.core.words import CallbackWished, KeyPressed, Reason

END = "after_hours"
CLOSED = ("pls-try-call-later", "vm-goodbye")
"""What is said where the centre has no message of its own."""
THANKS = ("auth-thankyou", "vm-goodbye")
YES = "1"
KEY_WAIT = 6_000
"""How long (ms) a caller may think about it when the message is over."""


def turn_away(move: Move, call: Call, queue: str, asked: list[Schedule]) -> bool:
    """Take leave of a caller who comes to a queue out of the hours of one of the schedules; False when all are open."""
    for schedule in asked:
        why = out_of_hours(move.state, schedule, queue, move.at)
        if why is not None:
            wish = schedule.wish and bool(call.caller.number)
            call = replace(call, mode=Parting(queue, END))
            part(move, call, END, schedule.closed or CLOSED, why, wish)
            return True
    return False


def schedules(state: State, did: str, queue: str) -> list[Schedule]:
    """The schedules that hold for a call, the number's first."""
    first, second = of_number(state, did), of_queue(state, queue)
    return first + second if first != second else first


def of_number(state: State, did: str) -> list[Schedule]:
    """The schedule of the number called, if it has one."""
    schedule = state.hours.get(did, state.hours.get("*"))
    return [schedule] if schedule is not None else []


def of_queue(state: State, queue: str) -> list[Schedule]:
    """The schedule of the queue, if it has one."""
    schedule = state.opens.get(queue)
    return [schedule] if schedule is not None else []


def key_pressed(move: Move, came: KeyPressed) -> None:
    """1 in the message that the centre is closed asks to be called back; any other key means nothing."""
    call = move.state.calls.get(came.call)
    if call is None or not isinstance(call.mode, Parting) or not call.mode.wish or came.key != YES:
        return
    mode = call.mode
    why = Reason("asked_callback", {"queue": mode.queue})
    move.say(CallbackWished(why, call.id, call.caller, mode.queue, call.did))
    known = [schedule for schedule in schedules(move.state, call.did, mode.queue) if schedule.wish]
    thanks = known[0].thanks if known and known[0].thanks else THANKS
    part(move, replace(call, mode=Parting(mode.queue, mode.end)), mode.end, thanks, why)


def told_to_its_end(move: Move, call: Call) -> bool:
    """Whether the caller may still press a key now that the message is over; then he is given time for it."""
    if not isinstance(call.mode, Parting) or not call.mode.wish:
        return False
    move.wake(f"part:{call.id}", move.at + KEY_WAIT, "key_wait")
    return True
