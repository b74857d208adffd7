"""What an operator asks who has, or wants, a second line: consult, swap, join all, go, let one of them go."""

from __future__ import annotations

from gudok.core.agents.handle import refuse
from gudok.core.move import Move
from gudok.core.outgoing.route import Refusal, Route
from gudok.core.routing.consult import ring_consulted
from gudok.core.state import Agent, Call, Consult, InTalk, replace
from gudok.core.talk.ask import own_talk
from gudok.core.talk.complete import go
from gudok.core.talk.consulted import customer_left, let_go, ring_number, seek
from gudok.core.talk.lines import (
    hears,
    hold_customer,
    say_lines,
    take_consulted,
    take_customer,
    talks_with,
    to_consulted,
    to_customer,
    tone,
)
from gudok.core.talk.transfer import way_to
from gudok.core.words import (
    Ask,
    CompleteAsked,
    ConsultAsked,
    ConsultStarted,
    DropCustomerAsked,
    EndConsultAsked,
    HangUp,
    JoinAsked,
    Reason,
    SwapAsked,
)


def consult(move: Move, ask: ConsultAsked) -> None:
    """Ask somebody first: the customer goes on hold, and the one asked is rung."""
    found = own_talk(move, ask)
    if found is None:
        return
    agent, call, mode = found
    if call.consult is not None:
        refuse(move, ask, "consult_already")
        return
    if mode.unrecorded:
        refuse(move, ask, "record_is_paused")
        return
    way = way_to(move, agent, ask.kind, ask.to, mode.queue)
    if isinstance(way, Refusal):
        refuse(move, ask, way.code, **way.numbers)
    elif move.state.telephony != "up":
        refuse(move, ask, "telephony_down")
    else:
        begin(move, ask, call, way)


def begin(move: Move, ask: ConsultAsked, call: Call, way: Agent | Route | None) -> None:
    why = Reason("asked_consult", {"by": ask.by, "to": ask.to})
    move.say(ConsultStarted(why, call.id, ask.agent, ask.kind, ask.to))
    call = replace(hold_customer(move, call, why), over=None)
    line = Consult(ask.kind, ask.to, move.at, "waiting", move.at)
    if isinstance(way, Agent):
        ring_consulted(move, call, line, way, why)
    elif isinstance(way, Route):
        ring_number(move, call, line, way, why)
    else:
        seek(move, call, line)
    say_lines(move, tone(move, move.state.calls[call.id], why), why)


def two_lines(move: Move, ask: Ask) -> tuple[Call, InTalk, Consult] | None:
    """The call, the talk and the second line, where somebody has answered; None after refusing."""
    found = own_talk(move, ask)
    if found is None:
        return None
    _, call, mode = found
    line = talks_with(call)
    if line is None:
        refuse(move, ask, "no_consult" if call.consult is None else "consult_not_answered")
        return None
    return call, mode, line


def swap(move: Move, ask: SwapAsked) -> None:
    found = two_lines(move, ask)
    if found is not None:
        call, why = found[0], Reason("asked_swap", {"by": ask.by})
        call = to_customer(move, call, why) if hears(call) == "consulted" else to_consulted(move, call, why)
        say_lines(move, call, why)


def join_all(move: Move, ask: JoinAsked) -> None:
    found = two_lines(move, ask)
    if found is not None and hears(found[0]) != "all":
        why = Reason("asked_join", {"by": ask.by})
        call = take_consulted(move, take_customer(move, found[0], why), why)
        say_lines(move, call, why)


def complete(move: Move, ask: CompleteAsked) -> None:
    """Leave: those who talk stay together; where it still rings, it goes on as a transfer at once."""
    found = own_talk(move, ask)
    if found is None:
        return
    _, call, mode = found
    if call.consult is None:
        refuse(move, ask, "no_consult")
    else:
        go(move, call, mode, call.consult, Reason("asked_complete", {"by": ask.by}), drop=True)


def end_consult(move: Move, ask: EndConsultAsked) -> None:
    """Back to the customer alone."""
    found = own_talk(move, ask)
    if found is None:
        return
    _, call, _ = found
    if call.consult is None:
        refuse(move, ask, "no_consult")
    else:
        why = Reason("asked_end_consult", {"by": ask.by})
        take_customer(move, let_go(move, call, why), why)


def drop_customer(move: Move, ask: DropCustomerAsked) -> None:
    """Let the customer go and stay with the consulted."""
    found = two_lines(move, ask)
    if found is not None:
        call, mode, _ = found
        why = Reason("asked_drop_customer", {"by": ask.by})
        move.say(HangUp(why, call.id, call.channel))
        customer_left(move, call, mode, "operator_hung_up", why)
