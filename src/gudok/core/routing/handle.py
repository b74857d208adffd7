"""What becomes of a ringing operator."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.outgoing.place import own_leg_gone, own_leg_up
from gudok.core.routing.beside import turn_to
from gudok.core.routing.ended import let_fall, offer_ended, release
from gudok.core.routing.outcome import outcome
from gudok.core.state import Aside, Call, Consult, InTalk, Offered, Outside, Placed, in_browser, legs, rung
from gudok.core.supervise import watch
from gudok.core.talk import consulted, outside
from gudok.core.talk.break_off import broke_off, hung_up
from gudok.core.talk.connect import connect
from gudok.core.words import DropLeg, LegGone, LegUp, Reason


def leg_up(move: Move, came: LegUp) -> None:
    """An operator (or an outside number) answered; if nobody waits for that leg any more it is dropped."""
    call = move.state.calls.get(came.call)
    if call is not None and type(call.mode) is Offered and call.mode.leg == came.leg:
        taken(move, call, call.mode)
        return
    if call is not None and call.watchers and (found := watch.watcher(move.state, call, came.leg)) is not None:
        watch.leg_up(move, *found)
        return
    if call is None or not has_leg(call, came.leg):
        move.say(DropLeg(Reason("late_answer"), came.call, came.leg))
        return
    mode, consult = call.mode, call.consult
    if consult is not None and consult.leg == came.leg:
        if consult.stage == "ringing":
            consulted.answered(move, call, consult)
    elif type(mode) is Offered:
        taken(move, *turn_to(move, call, mode, came.leg))
    elif type(mode) is Placed:
        own_leg_up(move, call, mode)
    elif type(mode) is Outside and not mode.since:
        outside.answered(move, call, mode)


def taken(move: Move, call: Call, mode: Offered) -> None:
    """The first of the offer has answered: the call is hers, and where else it rang it does no longer."""
    connect(move, call, mode)
    if mode.beside:
        others, why = rung(mode)[1:], Reason("answered_by_another", {"agent": mode.agent})
        let_fall(move, call, others, why)
        release(move, *(name for name, _ in others), why=why)


def has_leg(call: Call, leg: int) -> bool:
    """Whether we believe a call has a leg: mostly it is the first one's."""
    return leg == getattr(call.mode, "leg", 0) or leg in legs(call)


def leg_gone(move: Move, came: LegGone) -> None:
    call = move.state.calls.get(came.call)
    if call is not None and call.watchers and (found := watch.watcher(move.state, call, came.leg)) is not None:
        watch.leg_gone(move, *found, came)
        return
    if call is None or not has_leg(call, came.leg):
        return
    mode, consult = call.mode, call.consult
    if consult is not None and consult.leg == came.leg:
        consulted_gone(move, call, consult, came)
    elif type(mode) is Offered:
        offer_ended(move, *turn_to(move, call, mode, came.leg), outcome(came), came.cause)
    elif type(mode) is Placed:
        own_leg_gone(move, call, mode, came)
    elif type(mode) is Outside:
        outside.leg_gone(move, call, mode, came, outcome(came))
    elif type(mode) is InTalk or type(mode) is Aside:
        if told(move, came, mode.agent):
            hung_up(move, call, mode, Reason("operator_hung_up", {"cause": came.cause}))
        else:
            broke_off(move, call, mode, Reason("phone_broke_off", {"cause": came.cause}), ring=came.how == "lost")


def consulted_gone(move: Move, call: Call, consult: Consult, came: LegGone) -> None:
    """The consulted did not answer, hung up, or the telephone broke off."""
    if consult.stage == "ringing":
        consulted.failed(move, call, consult, outcome(came), came.cause)
    elif not consult.agent or told(move, came, consult.agent):
        consulted.left(move, call, consult, Reason("consulted_hung_up", {"cause": came.cause}), "talked")
    else:
        consulted.left(move, call, consult, Reason("consulted_broke_off", {"cause": came.cause}), "torn")


def told(move: Move, came: LegGone, agent: str) -> bool:
    """Whether the telephone was put down: a browser's that is found missing has broken off, a SIP telephone's not."""
    if came.how != "lost":
        return came.how == "told"
    operator, desk = move.state.operators.get(agent), move.state.agents[agent].at_desk
    return operator is None or not in_browser(operator, desk=desk)


def rang_out(move: Move, call_id: str) -> None:
    """The ring time is over: stop ringing, and the call goes back to its place when it rings nowhere else.

    Of several operators each rings for that long; who was rung later rings on.
    """
    call = move.state.calls.get(call_id)
    if call is None or not isinstance(call.mode, Offered):
        return
    for leg in (call.mode.leg, *(one.leg for one in call.mode.beside if one.until <= move.at)):
        call = move.state.calls[call_id]
        if isinstance(call.mode, Offered):
            move.say(DropLeg(Reason("ring_time"), call.id, leg))
            offer_ended(move, *turn_to(move, call, call.mode, leg), "missed")
