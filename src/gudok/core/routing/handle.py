"""What becomes of a ringing operator."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.routing.ended import offer_ended
from gudok.core.state import InTalk, Offered
from gudok.core.talk.comeback import broken_off
from gudok.core.talk.connect import connect
from gudok.core.talk.end import operator_hung_up
from gudok.core.words import DropLeg, LegGone, LegUp, Reason

NOT_THERE = (1, 3, 20, 27, 38)
"""Q.850 causes that say the telephone could not be reached at all."""
NO_ANSWER = (18, 19, 102)


def leg_up(move: Move, came: LegUp) -> None:
    """An operator answered; if nobody waits for that leg any more it is dropped."""
    call = move.state.calls.get(came.call)
    if call is not None and isinstance(call.mode, Offered) and call.mode.leg == came.leg:
        connect(move, call, call.mode)
    elif call is None or not isinstance(call.mode, InTalk) or call.mode.leg != came.leg:
        move.say(DropLeg(Reason("late_answer"), came.call, came.leg))


def leg_gone(move: Move, came: LegGone) -> None:
    call = move.state.calls.get(came.call)
    if call is None:
        return
    mode = call.mode
    if isinstance(mode, Offered) and mode.leg == came.leg:
        offer_ended(move, call, mode, outcome(came), came.cause)
    elif isinstance(mode, InTalk) and mode.leg == came.leg:
        operator = move.state.operators.get(mode.agent)
        if came.how == "told" or (came.how == "lost" and not (operator and operator.browser)):
            operator_hung_up(move, call, mode, Reason("operator_hung_up", {"cause": came.cause}))
        else:
            why = Reason("phone_broke_off", {"cause": came.cause})
            broken_off(move, call, mode, why, ring=came.how == "lost")


def outcome(came: LegGone) -> str:
    """How an unanswered leg ended, from what was told of it."""
    if came.how == "lost":
        return "lost"
    if came.how in ("failed", "torn") or came.cause in NOT_THERE:
        return "unreachable"
    return "missed" if came.cause in NO_ANSWER else "declined"


def rang_out(move: Move, call_id: str) -> None:
    """The ring time is over: stop ringing, and the call goes back to its place."""
    call = move.state.calls.get(call_id)
    if call is not None and isinstance(call.mode, Offered):
        move.say(DropLeg(Reason("ring_time"), call.id, call.mode.leg))
        offer_ended(move, call, call.mode, "missed")
