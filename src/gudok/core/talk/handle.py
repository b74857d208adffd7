"""What an operator asks in mid-talk."""

from __future__ import annotations

from gudok.core.agents.handle import known, refuse
from gudok.core.agents.work import finish_talk
from gudok.core.move import Move
from gudok.core.queues.wait import join
from gudok.core.routing.ended import offer_ended
from gudok.core.routing.offer import offer
from gudok.core.state import Agent, Call, InTalk, Offered, Parting, Ready, Returning, in_hand, replace
from gudok.core.talk.comeback import broken_off, ring_again
from gudok.core.talk.end import operator_hung_up
from gudok.core.words import (
    Ask,
    CallHeld,
    CallResumed,
    CallTransferred,
    Connect,
    DropLeg,
    HangUpAsked,
    HoldAsked,
    LegEnded,
    Misplaced,
    ParkCaller,
    Reason,
    ResumeAsked,
    ReturnAsked,
    TransferAsked,
)


def call_of(move: Move, ask: Ask) -> tuple[Agent, Call] | None:
    """The operator and the call in hand, or None after refusing."""
    agent = known(move, ask)
    if agent is None:
        return None
    call = move.state.calls.get(in_hand(agent))
    if call is None:
        refuse(move, ask, "no_call")
        return None
    return agent, call


def hang_up(move: Move, ask: HangUpAsked) -> None:
    """End the talk; while it only rings this is a refusal of the call, where the queue allows one."""
    found = call_of(move, ask)
    if found is None:
        return
    _, call = found
    mode = call.mode
    why = Reason("operator_hung_up", {"by": ask.by})
    if isinstance(mode, Offered):
        rules = move.state.queues.get(mode.queue)
        if rules is not None and not rules.decline:
            refuse(move, ask, "decline_off")
            return
        move.say(DropLeg(Reason("offer_declined", {"by": ask.by}), call.id, mode.leg))
        offer_ended(move, call, mode, "declined")
    elif isinstance(mode, InTalk):
        move.say(DropLeg(why, call.id, mode.leg))
        operator_hung_up(move, call, mode, why)
    elif isinstance(mode, Returning):
        operator_hung_up(move, call, mode, why)


def hold(move: Move, ask: HoldAsked) -> None:
    found = call_of(move, ask)
    if found is None:
        return
    agent, call = found
    if not isinstance(call.mode, InTalk):
        refuse(move, ask, "no_talk")
    elif not call.mode.held:
        why = Reason("asked_hold", {"by": ask.by})
        move.to(call, replace(call.mode, held=move.at))
        move.say(CallHeld(why, call.id, agent.id))
        move.say(ParkCaller(why, call.id, call.channel))


def resume(move: Move, ask: ResumeAsked) -> None:
    found = call_of(move, ask)
    if found is None:
        return
    agent, call = found
    if not isinstance(call.mode, InTalk):
        refuse(move, ask, "no_talk")
    elif call.mode.held:
        why = Reason("asked_resume", {"by": ask.by, "held": move.at - call.mode.held})
        move.to(call, replace(call.mode, held=0))
        move.say(CallResumed(why, call.id, agent.id))
        move.say(Connect(why, call.id, call.channel, call.mode.leg, agent.id))


def transfer(move: Move, ask: TransferAsked) -> None:
    """Hand the customer over at once, only to a queue that exists or an operator who is ready: nobody is lost."""
    found = call_of(move, ask)
    if found is None:
        return
    agent, call = found
    mode = call.mode
    target = move.state.agents.get(ask.to)
    if not isinstance(mode, InTalk):
        refuse(move, ask, "no_talk")
    elif ask.kind == "queue" and ask.to not in move.state.queues:
        refuse(move, ask, "unknown_queue", to=ask.to)
    elif ask.kind == "agent" and (target is None or ask.to not in move.state.operators):
        refuse(move, ask, "unknown_operator", to=ask.to)
    elif target is agent:
        refuse(move, ask, "transfer_to_self")
    elif ask.kind == "agent" and (target is None or not isinstance(target.mode, Ready) or not target.reachable):
        refuse(move, ask, "operator_not_ready", to=ask.to)
    elif ask.kind == "agent" and move.state.telephony != "up":
        refuse(move, ask, "telephony_down")
    else:
        hand_over(move, ask, call, mode, target if ask.kind == "agent" else None)


def hand_over(move: Move, ask: TransferAsked, call: Call, mode: InTalk, target: Agent | None) -> None:
    why = Reason("asked_transfer", {"by": ask.by, "to": ask.to})
    move.say(CallTransferred(why, call.id, mode.agent, ask.kind, ask.to))
    move.say(LegEnded(why, call.id, mode.leg, mode.agent, "talked"))
    move.say(ParkCaller(why, call.id, call.channel))
    move.say(DropLeg(why, call.id, mode.leg))
    if target is not None:
        offer(move, call, target, mode.queue, move.at, why, "transfer", mode.agent)
    else:
        join(move, call, ask.to, move.at, why)
    finish_talk(move, move.state.agents[mode.agent], mode.queue, why)


def returned(move: Move, ask: ReturnAsked) -> None:
    """The desk was opened anew: the leg we believe in is dead, ring anew."""
    found = call_of(move, ask)
    if found is None:
        return
    agent, call = found
    why = Reason("desk_reopened", {"by": ask.by})
    if isinstance(call.mode, InTalk):
        broken_off(move, call, call.mode, why, drop=True, ring=True)
    elif isinstance(call.mode, Returning):
        ring_again(move, call, agent, call.mode)


def misplaced(move: Move, came: Misplaced) -> None:
    """Put the caller where he belongs (again): with his operator, or into music."""
    call = move.state.calls.get(came.call)
    if call is None or isinstance(call.mode, Parting):
        return
    mode = call.mode
    if isinstance(mode, InTalk) and not mode.held:
        move.say(Connect(Reason("talk_repaired"), call.id, call.channel, mode.leg, mode.agent))
    else:
        move.say(ParkCaller(Reason("talk_repaired"), call.id, call.channel))
