"""The operator's ways to end a talk."""

from __future__ import annotations

from gudok.core.agents.work import finish_talk
from gudok.core.move import Move
from gudok.core.state import Call, InTalk, Returning
from gudok.core.talk.consulted import let_go
from gudok.core.words import HangUp, LegEnded, Reason


def operator_hung_up(move: Move, call: Call, mode: InTalk | Returning, why: Reason) -> None:
    """The operator's leg is gone, or goes now: the call ends, the operator has wrap-up."""
    if call.consult is not None:
        call = let_go(move, call, why)
    if isinstance(mode, InTalk):
        move.say(LegEnded(why, call.id, mode.leg, mode.agent, "talked"))
    move.say(HangUp(why, call.id, call.channel))
    move.end_call(call, "operator_hung_up", mode.agent)
    finish_talk(move, move.state.agents[mode.agent], mode.queue, why)
