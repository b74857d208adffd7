"""Taking leave of a caller: a last message, then the end."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.state import Call, InFlow, Parting, replace
from gudok.core.words import CallParting, HangUp, PlayPrompt, Reason

NOBODY = ("ss-noservice",)
CLOSED = ("pls-try-call-later", "vm-goodbye")
LONGEST = 30_000
"""A last message that has not ended by then (ms) is taken as ended."""


def part(move: Move, call: Call, end: str, sounds: tuple[str, ...], why: Reason, wish: bool = False) -> None:
    """Play a last message; the call ends with `end` when it is over. `wish`: a key may be pressed in it."""
    prompt = f"{call.id}-p{call.prompts + 1:03d}"
    queue, said = getattr(call.mode, "queue", ""), call.prompt if isinstance(call.mode, Parting | InFlow) else ""
    call = replace(call, prompt=prompt, prompts=call.prompts + 1)
    move.to(call, Parting(queue, end, wish))
    move.clear_all(call, ("wait:", "say:", "flow:"))
    move.say(CallParting(why, call.id, end))
    move.say(PlayPrompt(why, call.id, call.channel, prompt, sounds, True, said, call.language))
    move.wake(f"part:{call.id}", move.at + LONGEST, "last_message")


def turn_away(move: Move, call: Call, queue: str, why: Reason) -> None:
    """The caller hears that the queue is closed."""
    rules = move.state.queues.get(queue)
    sounds = rules.closed if rules and rules.closed else CLOSED
    part(move, replace(call, mode=Parting(queue, "queue_closed")), "queue_closed", sounds, why)


def leave(move: Move, call_id: str) -> None:
    """The last message is over, or has had its time."""
    call = move.state.calls.get(call_id)
    if call is None or not isinstance(call.mode, Parting):
        return
    move.say(HangUp(Reason(call.mode.end), call.id, call.channel))
    move.end_call(call, call.mode.end)
