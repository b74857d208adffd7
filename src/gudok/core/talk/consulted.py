"""The second line of a talk: rung, answered, over, whatever ends it; the operator is then with the customer again."""

from __future__ import annotations

from gudok.core.agents.work import after_call, finish_talk, forced_pause
from gudok.core.move import Move
from gudok.core.outgoing.route import Route
from gudok.core.routing.consult import ringing
from gudok.core.routing.ended import release
from gudok.core.routing.offer import serve_call
from gudok.core.routing.outcome import PAUSED_BY
from gudok.core.routing.record import record_path
from gudok.core.state import Aside, Call, Consult, InTalk, Over, Ringing, Talking, replace
from gudok.core.talk.lines import quiet, say_lines, take_consulted, take_customer
from gudok.core.words import (
    CallerLeft,
    ConnectLegs,
    ConsultAnswered,
    ConsultEnded,
    ConsultRung,
    DropLeg,
    LegEnded,
    ParkLeg,
    Reason,
    RingNumber,
)


def ring_number(move: Move, call: Call, consult: Consult, way: Route, why: Reason) -> None:
    """Ring the outside number that is to be consulted."""
    mode, leg = call.mode, call.legs + 1
    record = record_path(move.at, call.id, leg) if call.record else ""
    call = ringing(move, call, replace(consult, record=record), leg)
    move.say(ConsultRung(why, call.id, leg, getattr(mode, "agent", ""), number=consult.to))
    ring = move.state.settings.outgoing.ring
    move.say(RingNumber(why, call.id, call.channel, leg, way.trunk, way.dialled, way.shown, ring, record))
    move.wake(f"consult:{call.id}", move.at + ring, "ring_time")


def answered(move: Move, call: Call, consult: Consult) -> None:
    """The consulted answered: the two talk, or, with the operator back at the customer, music meanwhile."""
    mode = call.mode
    if not isinstance(mode, InTalk):
        return
    why = Reason("consult_answered", {"by": mode.agent})
    move.clear(f"consult:{call.id}")
    call, held = quiet(move, call, why), 0 if mode.held else move.at
    call = move.put_call(replace(call, consult=replace(consult, stage="talking", since=move.at, held=held)))
    number = consult.to if consult.kind == "number" else ""
    move.say(ConsultAnswered(why, call.id, consult.leg, mode.agent, consult.agent, number, consult.record))
    agent = move.state.agents.get(consult.agent)
    if agent is not None:
        move.agent_to(agent, Talking(call.id), why)
    say_lines(move, call, why)
    if held:
        move.say(ParkLeg(why, call.id, consult.leg))
    else:
        move.say(ConnectLegs(why, call.id, mode.agent, mode.leg, consult.leg))


def failed(move: Move, call: Call, consult: Consult, outcome: str, cause: int = 0) -> None:
    """The consulted did not answer: a queue's turn goes on to the next operator, else back to the customer.

    To refuse a colleague's question costs no break; in a queue it does, or the refuser would be rung again at once.
    """
    why = Reason(f"consult_{outcome}", {"agent": consult.agent, "cause": cause})
    move.say(LegEnded(why, call.id, consult.leg, consult.agent, outcome))
    move.clear(f"consult:{call.id}")
    agent = move.state.agents.get(consult.agent)
    in_queue = consult.kind == "queue" and consult.to in move.state.queues
    paused = outcome in PAUSED_BY and (in_queue or outcome != "declined")
    if agent is not None and paused:
        forced_pause(move, agent, PAUSED_BY[outcome], why)
    if in_queue:
        seek(move, call, consult)
    else:
        over(move, call, why)
    if agent is not None and not paused:
        release(move, agent.id, why=why)


def seek(move: Move, call: Call, consult: Consult) -> None:
    """The line takes (again) its place in the queue that is consulted, and the operator whose turn it is is rung."""
    waiting = Consult(consult.kind, consult.to, consult.joined, "waiting", consult.joined)
    serve_call(move, move.put_call(replace(call, consult=waiting)))


def rang_out(move: Move, call_id: str) -> None:
    """The ring time of a consultation is over."""
    call = move.state.calls.get(call_id)
    if call is not None and call.consult is not None and call.consult.stage == "ringing":
        move.say(DropLeg(Reason("ring_time"), call.id, call.consult.leg))
        failed(move, call, call.consult, "missed")


def over(move: Move, call: Call, why: Reason) -> Call:
    """The second line is no more; the customer, if he is there, has the operator again."""
    call = forget(move, call, why)
    return take_customer(move, call, why)


def forget(move: Move, call: Call, why: Reason) -> Call:
    """Take the second line off the call and say so."""
    move.clear(f"consult:{call.id}")
    call = move.put_call(replace(quiet(move, call, why), consult=None, over=Over(why.code, move.at)))
    move.say(ConsultEnded(why, call.id, getattr(call.mode, "agent", ""), getattr(call.mode, "leg", 0)))
    return call


def let_go(move: Move, call: Call, why: Reason, outcome: str = "") -> Call:
    """Take the second line down, whatever it is doing, and free the consulted; the customer stays where he is."""
    consult = call.consult
    if consult is None:
        return call
    call = forget(move, call, why)
    if consult.leg:
        talked = outcome or ("talked" if consult.stage == "talking" else "cancelled")
        move.say(DropLeg(why, call.id, consult.leg))
        move.say(LegEnded(why, call.id, consult.leg, consult.agent, talked))
        set_free(move, consult, why)
    return call


def set_free(move: Move, consult: Consult, why: Reason) -> None:
    """The consulted operator takes calls again, without wrap-up: the customer is another's."""
    agent = move.state.agents.get(consult.agent)
    if agent is not None and isinstance(agent.mode, Ringing):
        release(move, agent.id, why=why)
    elif agent is not None and isinstance(agent.mode, Talking):
        after_call(move, agent, why)


def left(move: Move, call: Call, consult: Consult, why: Reason, outcome: str) -> None:
    """The consulted is out of the talk: the operator and the customer go on; with the customer gone, the call ends."""
    move.say(LegEnded(why, call.id, consult.leg, consult.agent, outcome))
    if isinstance(call.mode, Aside):
        alone(move, forget(move, call, why), call.mode, why)
    else:
        over(move, call, why)
    set_free(move, consult, why)


def alone(move: Move, call: Call, mode: Aside, why: Reason) -> None:
    """Nobody is left to speak with: the operator's leg is taken down and the call ends."""
    move.say(DropLeg(why, call.id, mode.leg))
    move.say(LegEnded(why, call.id, mode.leg, mode.agent, "talked"))
    move.end_call(call, mode.end, mode.agent)
    finish_talk(move, move.state.agents[mode.agent], mode.queue, why)


def customer_left(move: Move, call: Call, mode: InTalk, end: str, why: Reason) -> None:
    """The customer is gone while the operator has a second line: the two talk on."""
    call = move.to(call, Aside(mode.queue, mode.joined, mode.agent, mode.leg, mode.since, end))
    move.say(CallerLeft(why, call.id, mode.agent, end))
    say_lines(move, take_consulted(move, call, why), why)
