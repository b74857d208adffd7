"""What an operator asks who wants to dial, and what is heard of the dialled number."""

from __future__ import annotations

from gudok.core.agents.handle import known, refuse
from gudok.core.move import Move
from gudok.core.outgoing.place import hang_up_late, place
from gudok.core.outgoing.route import Refusal, route
from gudok.core.state import Agent, Away, Call, InTalk, Paused, Placed, Ready, State, Talking, WrapUp, replace
from gudok.core.words import (
    CallConnected,
    Connect,
    CustomerRings,
    CustomerUp,
    DialAsked,
    NumberRings,
    Reason,
)
from gudok.core.words.recording import ResumeRecord

CALLING_BACK = ("missed", "declined")
"""Breaks the system gave: from these one may always dial, as calling back is what they are for."""


def dial(move: Move, ask: DialAsked) -> None:
    """Dial a number if the operator, the rules and telephony allow it; an ask heard twice dials once."""
    agent = known(move, ask)
    if agent is None or ask.call in move.state.calls or ask.call in move.state.ended:
        return
    back = agent.mode
    state = move.state
    way = not_now(state, agent) or route(state.settings, state.operators[agent.id], ask.number, ask.queue)
    if isinstance(way, Refusal):
        refuse(move, ask, way.code, **way.numbers)
    elif isinstance(back, Ready | Paused | WrapUp):
        place(move, ask, agent, back, way)


def not_now(state: State, agent: Agent) -> Refusal | None:
    """Why an operator cannot dial at this moment, or None."""
    mode = agent.mode
    if isinstance(mode, Away):
        return Refusal("off_shift")
    if not isinstance(mode, Ready | Paused | WrapUp):
        return Refusal("in_a_call")
    if isinstance(mode, Paused) and not dials_in(state, mode.reason):
        return Refusal("break_forbids_dialling")
    if state.telephony != "up":
        return Refusal("telephony_down")
    return None if agent.reachable else Refusal("phone_unreachable")


def dials_in(state: State, reason: str) -> bool:
    """Whether calls may be made in a break for this reason."""
    return reason in CALLING_BACK or any(one.id == reason and one.outgoing for one in state.settings.breaks)


def rings(move: Move, came: CustomerRings) -> None:
    call = move.state.calls.get(came.call)
    if call is not None and isinstance(call.mode, Placed) and call.mode.dialled_at and not call.mode.rings:
        move.to(call, replace(call.mode, rings=True))
        move.say(NumberRings(Reason("number_rings"), call.id, call.mode.agent))


def answered(move: Move, came: CustomerUp) -> None:
    """The customer answered: from now on it is a talk like any other."""
    call = move.state.calls.get(came.call)
    if call is None:
        hang_up_late(move, came.call)
        return
    mode = call.mode
    if not isinstance(mode, Placed) or not mode.dialled_at:
        return
    waited = move.at - mode.joined
    why = Reason("customer_answered", {"waited": waited})
    move.to(call, InTalk(mode.queue, mode.joined, mode.agent, mode.leg, move.at))
    move.clear(f"dial:{call.id}")
    move.say(CallConnected(why, call.id, mode.leg, mode.agent, mode.queue, waited, call.record))
    move.agent_to(move.state.agents[mode.agent], Talking(call.id), why)
    move.say(Connect(why, call.id, call.channel, mode.leg, mode.agent))
    record(move, call, mode.leg, why)


def record(move: Move, call: Call, leg: int, why: Reason) -> None:
    """The recording of a call out begins with the talk: the way to the answer is nobody's to keep, and times agree."""
    if call.record:
        move.say(ResumeRecord(why, call.id, leg, call.record))


def record_again(move: Move) -> None:
    """Whether a recording that was to begin just before the link broke did, nobody knows; twice does no harm."""
    for call in move.state.calls.values():
        mode = call.mode
        if call.direction == "out" and isinstance(mode, InTalk) and mode.leg == call.own_leg and not mode.unrecorded:
            record(move, call, mode.leg, Reason("asterisk_up"))
