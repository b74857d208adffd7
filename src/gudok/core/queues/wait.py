"""Joining a queue, coming back to one's place in it, and what happens when the wait has been too long."""

from __future__ import annotations

from gudok.core.calls.part import NOBODY, part
from gudok.core.move import Move
from gudok.core.queues.limits import EVERY, next_queue, watched
from gudok.core.queues.shown import shown_place
from gudok.core.routing.offer import serve_call
from gudok.core.settings import Queue
from gudok.core.state import Call, State, Waiting, replace
from gudok.core.words import CallQueued, ChangeMusic, PlayPrompt, Reason

SORRY = ("tt-allbusy", "pls-try-call-later", "vm-goodbye")
SHORTEST = 1_000
"""A longest wait is at least that long (ms): two queues that flow over into each other must not spin."""
LOOK_AGAIN = 60_000
"""How often (ms) a caller past the longest wait is tried where the next queue was closed."""


def queue_of(state: State, queue: str) -> Queue:
    """The queue's rules; a talk that began in a queue removed since keeps the default rules."""
    return state.queues.get(queue) or Queue(queue, queue)


def leads_to(state: State, did: str) -> str:
    """The queue a number leads to, or "" for none."""
    queue = state.numbers.get(did) or state.numbers.get("*", "")
    return queue if queue in state.queues else ""


def join(move: Move, call: Call, queue: str, joined: int, why: Reason) -> None:
    """Put a call into a queue; `joined` orders it. It is offered at once where somebody is free."""
    entered = enter(move, call, queue, joined, why)
    if entered is None:
        return
    entered = hear(move, entered)
    if not serve_call(move, entered):
        set_timers(move, entered, move.at)


def hear(move: Move, call: Call) -> Call:
    """Give a call that came into a queue the queue's music, and its welcome once."""
    if type(call.mode) is not Waiting:
        return call
    rules = move.state.queues[call.mode.queue]
    if (rules.music == call.music and not rules.welcome) or move.state.telephony != "up":
        return call
    why = Reason("queue_sounds", {"queue": rules.id})
    if rules.music != call.music:
        call = move.put_call(replace(call, music=rules.music))
        move.say(ChangeMusic(why, call.id, call.channel, rules.music))
    if rules.welcome and call.prompts == call.led:
        prompt = f"{call.id}-p{call.prompts + 1:03d}"
        call = move.put_call(replace(call, prompt=prompt, prompts=call.prompts + 1))
        move.say(PlayPrompt(why, call.id, call.channel, prompt, rules.welcome, language=call.language))
    return call


def enter(move: Move, call: Call, queue: str, joined: int, why: Reason) -> Call | None:
    """Put a call into a queue without offering it yet; into the one its number leads to if that queue is gone.

    Where there is none, the caller is told so, and None is returned.
    """
    if queue not in move.state.queues:
        queue = leads_to(move.state, call.did)
        if not queue:
            part(move, call, "no_route", NOBODY, Reason("no_route", {"did": call.did}))
            return None
    move.clear_all(call, ("wait:", "say:"))
    if call.place or call.naming is not None:
        call = replace(call, place=0, naming=None)
    return wait(move, call, queue, joined, why)


def set_timers(move: Move, call: Call, since: int) -> None:
    """Set the longest wait (counted from `since`) and the first announcement of a call that has come to wait."""
    if type(call.mode) is not Waiting:
        return
    rules = move.state.queues[call.mode.queue]
    limit_wait(move, call, rules, since)
    if rules.announce_first:
        move.wake(f"say:{call.id}", move.at + rules.announce_first, "announcement")


def limit_wait(move: Move, call: Call, rules: Queue, since: int) -> None:
    """Set the timer of the longest wait by the queue's rules, or none."""
    if rules.overflow == "none":
        move.clear(f"wait:{call.id}")
    else:
        move.wake(f"wait:{call.id}", max(move.at, since + max(rules.max_wait, SHORTEST)), "longest_wait")


def rejoin(move: Move, call: Call, queue: str, joined: int, why: Reason) -> None:
    """Bring a call back to the place it had; if its longest wait ended meanwhile, that takes effect now."""
    if queue not in move.state.queues:
        join(move, call, queue, joined, why)
        return
    call = wait(move, call, queue, joined, why)
    if serve_call(move, call):
        return
    rules = move.state.queues[queue]
    if f"wait:{call.id}" not in move.state.timers:
        limit_wait(move, call, rules, joined)
    if rules.announce_every and f"say:{call.id}" not in move.state.timers:
        move.wake(f"say:{call.id}", move.at + rules.announce_every, "announcement")


def wait(move: Move, call: Call, queue: str, joined: int, why: Reason) -> Call:
    state, line = move.state, Waiting(queue, joined)
    call = move.put_call(replace(call, mode=line))
    move.say(CallQueued(why, call.id, queue, joined, shown_place(state, call, line)))
    if watched(rules := state.queues[queue]):
        watch(move, rules)
    return call


def watch(move: Move, rules: Queue) -> None:
    """Look at a queue in which somebody waits from now on, where its rules ask for it."""
    if watched(rules) and f"look:{rules.id}" not in move.state.timers:
        move.wake(f"look:{rules.id}", move.at + EVERY, "look_again")


def overflow(move: Move, call: Call, mode: Waiting) -> None:
    """The longest wait is over: on to another queue, keeping the time waited, or a message and the end.

    A queue that is closed is passed over for the one it flows over to itself.
    """
    rules = queue_of(move.state, mode.queue)
    numbers: dict[str, int | str] = {"queue": mode.queue, "waited": move.at - mode.joined}
    if rules.overflow == "message":
        part(move, call, "timed_out", rules.late or SORRY, Reason("waited_too_long", numbers))
        return
    to, passed = next_queue(move.state, mode.queue, move.at)
    if passed:
        numbers["passed"] = passed
    if to:
        join(move, call, to, mode.joined, Reason("overflowed", numbers))
    elif passed:
        keep(move, call, mode, Reason("overflow_closed", numbers))


def keep(move: Move, call: Call, mode: Waiting, why: Reason) -> None:
    """The next queue is closed: the caller, who has waited so long, is not sent away but waits on; told once."""
    move.wake(f"wait:{call.id}", move.at + LOOK_AGAIN, "longest_wait")
    if not mode.kept:
        call = move.to(call, replace(mode, kept=True))
        move.say(CallQueued(why, call.id, mode.queue, mode.joined, shown_place(move.state, call)))
