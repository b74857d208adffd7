"""What an operator asks in mid-talk."""

from __future__ import annotations

from gudok.core.agents.handle import refuse
from gudok.core.calls.handle import stop
from gudok.core.move import Move
from gudok.core.outgoing.back import cancel
from gudok.core.routing.beside import pass_on, turn_to
from gudok.core.routing.ended import offer_ended
from gudok.core.routing.offer import offer, ring_beside
from gudok.core.state import Agent, Aside, Call, InTalk, Offered, Placed, Returning, Ringing
from gudok.core.talk.ask import call_of, is_consulted, own_talk
from gudok.core.talk.break_off import broke_off
from gudok.core.talk.comeback import ring_again
from gudok.core.talk.consulted import failed, left
from gudok.core.talk.end import operator_hung_up
from gudok.core.talk.lines import hears, hold_consulted, hold_customer, say_lines, take_customer
from gudok.core.words import DropLeg, HangUpAsked, HoldAsked, LegEnded, Reason, ResumeAsked, ReturnAsked


def hang_up(move: Move, ask: HangUpAsked) -> None:
    """End the talk for all; while it only rings this is a refusal, where the queue allows one.

    A consulted operator ends her part alone.
    """
    found = call_of(move, ask)
    if found is None:
        return
    agent, call = found
    mode = call.mode
    why = Reason("operator_hung_up", {"by": ask.by})
    if is_consulted(agent, call):
        consulted_hangs_up(move, agent, call, ask)
    elif isinstance(mode, Offered):
        rules = move.state.queues.get(mode.queue)
        if rules is not None and not rules.decline:
            refuse(move, ask, "decline_off")
            return
        call, mode = turn_to(move, call, mode, getattr(agent.mode, "leg", mode.leg))
        move.say(DropLeg(Reason("offer_declined", {"by": ask.by}), call.id, mode.leg))
        offer_ended(move, call, mode, "declined")
    elif isinstance(mode, InTalk):
        move.say(DropLeg(why, call.id, mode.leg))
        operator_hung_up(move, call, mode, why)
    elif isinstance(mode, Returning):
        operator_hung_up(move, call, mode, why)
    elif isinstance(mode, Aside):
        stop(move, call, mode.end, why)
    elif isinstance(mode, Placed):
        cancel(move, call, mode, Reason("operator_gave_up", {"by": ask.by}))


def consulted_hangs_up(move: Move, agent: Agent, call: Call, ask: HangUpAsked) -> None:
    """The one asked refuses, or has said what there was to say."""
    consult = call.consult
    if consult is None:
        return
    if isinstance(agent.mode, Ringing):
        move.say(DropLeg(Reason("consult_declined", {"by": ask.by}), call.id, consult.leg))
        failed(move, call, consult, "declined")
    else:
        why = Reason("consulted_hung_up", {"by": ask.by})
        move.say(DropLeg(why, call.id, consult.leg))
        left(move, call, consult, why, "talked")


def hold(move: Move, ask: HoldAsked) -> None:
    found = own_talk(move, ask)
    if found is not None and not found[2].held:
        why = Reason("asked_hold", {"by": ask.by})
        say_lines(move, hold_customer(move, found[1], why), why)


def resume(move: Move, ask: ResumeAsked) -> None:
    """The customer comes back from hold; a consulted who is spoken with goes on hold instead."""
    found = own_talk(move, ask)
    if found is not None and found[2].held:
        _, call, mode = found
        why = Reason("asked_resume", {"by": ask.by, "held": move.at - mode.held})
        if hears(call) == "consulted":
            call = hold_consulted(move, call, why)
        say_lines(move, take_customer(move, call, why), why)


def returned(move: Move, ask: ReturnAsked) -> None:
    """The desk was opened anew: the leg we believe in is dead, ring anew."""
    found = call_of(move, ask)
    if found is None:
        return
    agent, call = found
    why = Reason("desk_reopened", {"by": ask.by})
    if call.consult is not None and is_consulted(agent, call):
        if call.consult.stage == "talking":
            move.say(DropLeg(why, call.id, call.consult.leg))
            left(move, call, call.consult, why, "torn")
    elif isinstance(call.mode, InTalk | Aside):
        broke_off(move, call, call.mode, why, drop=True, ring=True)
    elif isinstance(call.mode, Returning):
        ring_again(move, call, agent, call.mode)
    elif isinstance(call.mode, Placed):
        cancel(move, call, call.mode, why)
    elif isinstance(call.mode, Offered) and isinstance(agent.mode, Ringing):
        ring_anew(move, agent, why, *turn_to(move, call, call.mode, agent.mode.leg))


def ring_anew(move: Move, agent: Agent, why: Reason, call: Call, mode: Offered) -> None:
    """What rings for a page that is no more is heard nowhere: the call rings at the one that is there now."""
    move.say(DropLeg(why, call.id, mode.leg))
    move.say(LegEnded(why, call.id, mode.leg, agent.id, "lost"))
    if mode.beside:
        pass_on(move, call, mode)
        ring_beside(move, call.id, agent.id, why)
    else:
        offer(move, call, agent, mode.queue, mode.joined, why, mode.kind, mode.source)
