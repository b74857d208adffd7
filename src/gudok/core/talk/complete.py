"""The operator goes and the others stay: the transfer is complete, or goes on as a blind one."""

from __future__ import annotations

from gudok.core.agents.work import finish_talk
from gudok.core.move import Move
from gudok.core.queues.wait import join
from gudok.core.state import Call, Consult, InTalk, Offered, Outside, Talking, replace
from gudok.core.talk.consulted import forget
from gudok.core.talk.lines import hold_customer
from gudok.core.words import (
    CallConnected,
    CallTransferred,
    Connect,
    ConnectOutside,
    DropLeg,
    LegEnded,
    OutsideConnected,
    OutsideRung,
    Reason,
)


def go(
    move: Move, call: Call, mode: InTalk, consult: Consult, why: Reason, drop: bool, outcome: str = "talked"
) -> None:
    """The operator is out of the call. `drop` says that her leg must be taken down; `outcome` how it ended."""
    if consult.stage == "talking":
        stay_together(move, call, mode, consult, why, outcome)
    else:
        go_on_blind(move, call, mode, consult, why, outcome)
    if drop:
        move.say(DropLeg(why, call.id, mode.leg))
    finish_talk(move, move.state.agents[mode.agent], mode.queue, why)


def stay_together(move: Move, call: Call, mode: InTalk, consult: Consult, why: Reason, outcome: str) -> None:
    """Customer and consulted talk: with an operator the call is now hers, with a number it goes on by itself."""
    leg, came = consult.leg, move.at
    move.say(CallTransferred(why, call.id, mode.agent, consult.kind, consult.agent or consult.to))
    call = forget(move, call, why)
    move.say(LegEnded(why, call.id, mode.leg, mode.agent, outcome))
    if consult.agent:
        talk = InTalk(mode.queue, mode.joined, consult.agent, leg, came)
        move.put_call(replace(call, mode=talk, record=consult.record, over=None))
        taken = Reason("consult_completed", {"by": mode.agent})
        move.say(CallConnected(taken, call.id, leg, consult.agent, mode.queue, 0, consult.record))
        move.say(Connect(taken, call.id, call.channel, leg, consult.agent, held=consult.held > 0))
        move.agent_to(move.state.agents[consult.agent], Talking(call.id), taken)
    else:
        outside = Outside(mode.queue, mode.joined, leg, consult.to, mode.agent, came)
        move.put_call(replace(call, mode=outside, record=consult.record, over=None))
        move.say(OutsideConnected(why, call.id, leg, consult.to, mode.agent, consult.record))
        move.say(ConnectOutside(why, call.id, call.channel, leg))


def go_on_blind(move: Move, call: Call, mode: InTalk, consult: Consult, why: Reason, outcome: str) -> None:
    """Nobody has answered yet: what was to be a question becomes a transfer at once, and the ringing goes on."""
    timer = move.state.timers.get(f"consult:{call.id}", move.at)
    move.say(CallTransferred(why, call.id, mode.agent, consult.kind, consult.to))
    call = forget(move, hold_customer(move, call, why), why)
    move.say(LegEnded(why, call.id, mode.leg, mode.agent, outcome))
    call = replace(call, record=consult.record, over=None)
    if consult.stage == "waiting":
        join(move, call, consult.to, consult.joined, why)
    elif consult.agent:
        queue, kind = (consult.to, "queue") if consult.kind == "queue" else (mode.queue, "transfer")
        source = mode.agent if kind == "transfer" else ""
        offered = Offered(queue, consult.joined, consult.agent, consult.leg, kind, source)
        move.put_call(replace(call, mode=offered))
        move.wake(f"ring:{call.id}", timer, "ring_time")
    else:
        move.put_call(replace(call, mode=Outside(mode.queue, mode.joined, consult.leg, consult.to, mode.agent)))
        move.say(OutsideRung(why, call.id, consult.leg, consult.to, mode.agent))
        move.wake(f"out:{call.id}", timer, "ring_time")
