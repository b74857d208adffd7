"""Joining a queue, coming back to one's place in it, and what happens when the wait has been too long."""

from __future__ import annotations

from gudok.core.calls.part import part
from gudok.core.move import Move
from gudok.core.routing.offer import serve_call
from gudok.core.settings import Queue
from gudok.core.state import Call, State, Waiting
from gudok.core.words import CallQueued, Reason

SORRY = ("tt-allbusy", "pls-try-call-later", "vm-goodbye")


def queue_of(state: State, queue: str) -> Queue:
    """The queue's rules; a queue that was removed while calls were in it is served by the default rules."""
    return state.queues.get(queue) or Queue(queue, queue)


def join(move: Move, call: Call, queue: str, joined: int, why: Reason) -> None:
    """Put a call into a queue; `joined` orders it. It is offered at once where somebody is free."""
    rules = queue_of(move.state, queue)
    call = wait(move, call, queue, joined, why)
    if serve_call(move, call):
        return
    if rules.overflow != "none":
        move.wake(f"wait:{call.id}", move.at + rules.max_wait, "longest_wait")
    if rules.announce_first:
        move.wake(f"say:{call.id}", move.at + rules.announce_first, "announcement")


def rejoin(move: Move, call: Call, queue: str, joined: int, why: Reason) -> None:
    """Bring a call back to the place it had; if its longest wait ended meanwhile, that takes effect now."""
    rules = queue_of(move.state, queue)
    call = wait(move, call, queue, joined, why)
    if serve_call(move, call):
        return
    if rules.overflow != "none" and f"wait:{call.id}" not in move.state.timers:
        move.wake(f"wait:{call.id}", max(move.at, joined + rules.max_wait), "longest_wait")
    if rules.announce_every and f"say:{call.id}" not in move.state.timers:
        move.wake(f"say:{call.id}", move.at + rules.announce_every, "announcement")


def wait(move: Move, call: Call, queue: str, joined: int, why: Reason) -> Call:
    call = move.to(call, Waiting(queue, joined))
    move.say(CallQueued(why, call.id, queue, joined, move.state.place(call)))
    return call


def overflow(move: Move, call: Call, mode: Waiting) -> None:
    """The longest wait is over: on to another queue, keeping the time waited, or a message and the end."""
    rules = queue_of(move.state, mode.queue)
    numbers: dict[str, int | str] = {"queue": mode.queue, "waited": move.at - mode.joined}
    if rules.overflow == "queue" and rules.overflow_queue in move.state.queues:
        join(move, call, rules.overflow_queue, mode.joined, Reason("overflowed", numbers))
    elif rules.overflow == "message":
        part(move, call, "timed_out", SORRY, Reason("waited_too_long", numbers))
