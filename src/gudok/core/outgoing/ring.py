"""What every call out begins with: the operator's own telephone is rung, and the number has a channel's name."""

from __future__ import annotations

from gudok.core.calls.mask import caller_for
from gudok.core.move import Move
from gudok.core.routing.ring import ring_telephone
from gudok.core.state import Call
from gudok.core.words import Reason

OWN_RING = 20_000
"""How long (ms) the operator's own telephone rings; one in a browser answers by itself."""


def channel_of(call: str, dials: int = 0) -> str:
    """The id of a dialled number's channel: as long as a leg's, so that no id is another's beginning.

    Each time the call is dialled it is another: what Asterisk still knows of the one before must not be taken for it.
    """
    return f"{call}-di{dials:02d}" if dials else f"{call}-dial"


def ring_own(move: Move, call: Call, agent_id: str, queue: str, why: Reason) -> None:
    """Ring the operator for a call out, on behalf of a queue of that name ("" for none)."""
    caller = caller_for(move.state.operators[agent_id], call.caller)
    ring_telephone(move, call, agent_id, why, timeout=OWN_RING, caller=caller, queue=queue, channel="", auto=True)
    move.wake(f"dial:{call.id}", move.at + OWN_RING, "ring_time")
