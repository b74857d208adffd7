"""A call whose channels stand in the wrong place is put right: with whom each should speak, or into music."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.state import Aside, Call, InFlow, InTalk, Outside, Parting, Placed
from gudok.core.talk.lines import talks_with
from gudok.core.words import Connect, ConnectLegs, ConnectOutside, HangUp, Misplaced, ParkCaller, ParkLeg, Reason

WHY = Reason("talk_repaired")


def misplaced(move: Move, came: Misplaced) -> None:
    """Out of wrong bridges first, then together: nobody overhears what is not for him."""
    call = move.state.calls.get(came.call)
    if call is None or isinstance(call.mode, Parting | InFlow):
        return
    mode = call.mode
    if isinstance(mode, Aside):
        move.say(HangUp(WHY, call.id, call.channel))
        second_line(move, call, mode)
    elif isinstance(mode, Outside) and mode.since:
        move.say(ConnectOutside(WHY, call.id, call.channel, mode.leg))
    elif isinstance(mode, InTalk) and not mode.held:
        second_line(move, call, mode, held=True)
        move.say(Connect(WHY, call.id, call.channel, mode.leg, mode.agent))
        second_line(move, call, mode, held=False)
    elif isinstance(mode, Placed):
        move.say(Connect(WHY, call.id, call.channel, mode.leg, mode.agent))
    else:
        move.say(ParkCaller(WHY, call.id, call.channel))
        if isinstance(mode, InTalk):
            second_line(move, call, mode)


def second_line(move: Move, call: Call, mode: InTalk | Aside, held: bool | None = None) -> None:
    """Put the consulted where he belongs; with `held`, only if that is so."""
    consult = talks_with(call)
    if consult is None or (held is not None and held != bool(consult.held)):
        return
    if consult.held:
        move.say(ParkLeg(WHY, call.id, consult.leg))
    else:
        move.say(ConnectLegs(WHY, call.id, mode.agent, mode.leg, consult.leg))
