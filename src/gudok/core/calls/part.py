"""Taking leave of a caller: a last message, then the end."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.state import Call, Parting, replace
from gudok.core.words import CallParting, HangUp, PlayPrompt, Reason

NOBODY = ("ss-noservice",)
LONGEST = 30_000
"""A last message that has not ended by then (ms) is taken as ended."""


def part(move: Move, call: Call, end: str, sounds: tuple[str, ...], why: Reason) -> None:
    """Play a last message; the call ends with `end` when it is over."""
    prompt = f"{call.id}-p{call.prompts + 1:03d}"
    queue = getattr(call.mode, "queue", "")
    call = replace(call, prompt=prompt, prompts=call.prompts + 1)
    move.to(call, Parting(queue, end))
    for kind in ("wait", "say"):
        move.clear(f"{kind}:{call.id}")
    move.say(CallParting(why, call.id, end))
    move.say(PlayPrompt(why, call.id, call.channel, prompt, sounds, last=True))
    move.wake(f"part:{call.id}", move.at + LONGEST, "last_message")


def leave(move: Move, call_id: str) -> None:
    """The last message is over, or has had its time."""
    call = move.state.calls.get(call_id)
    if call is None or not isinstance(call.mode, Parting):
        return
    move.say(HangUp(Reason(call.mode.end), call.id, call.channel))
    move.end_call(call, call.mode.end)
