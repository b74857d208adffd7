"""The robot that calls on demand."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.queues.wait import leads_to
from gudok.core.words import AskRefused, CallOurselves, Reason, TrialAsked, TrialCalled


def asked(move: Move, came: TrialAsked) -> None:
    """Have a robot call, where telephony works and the number leads to a queue."""
    refusal = None
    if move.state.telephony != "up":
        refusal = Reason("telephony_down")
    elif not leads_to(move.state, came.did):
        refusal = Reason("no_route", {"did": came.did})
    if refusal is not None:
        move.say(AskRefused(refusal, "", type(came).__name__))
        return
    why = Reason("asked_trial", {"by": came.by})
    move.say(TrialCalled(why, came.did, came.by))
    move.say(CallOurselves(why, came.did, f"trial-{came.at}"))
