"""When the operator's telephone breaks off in mid-talk: the customer keeps music, the operator gets the talk back."""

from __future__ import annotations

from gudok.core.agents.work import forced_pause
from gudok.core.move import Move
from gudok.core.queues.wait import join
from gudok.core.routing.offer import offer
from gudok.core.state import Agent, Call, InTalk, Offered, Returning, Talking
from gudok.core.words import CallWaitsReturn, DropLeg, LegEnded, ParkCaller, Reason


def broken_off(move: Move, call: Call, mode: InTalk, why: Reason, drop: bool = False, ring: bool = False) -> None:
    """The customer goes into music and waits for the operator.

    `drop` says that the broken leg may still stand in Asterisk and must be taken down; `ring` that a telephone which is
    registered now can be rung at once: after a connection that has just broken, the registration may be a dead one's.
    """
    move.say(LegEnded(why, call.id, mode.leg, mode.agent, "torn"))
    if drop:
        move.say(DropLeg(why, call.id, mode.leg))
    call, back = await_return(move, call, mode, why)
    if ring:
        ring_again(move, call, move.state.agents[mode.agent], back)


def comeback_lost(move: Move, call: Call, agent: Agent, mode: Offered, why: Reason) -> None:
    """The ringing of one who came back was lost through nobody's fault: the talk is awaited still."""
    move.agent_to(agent, Talking(call.id), why)
    await_return(move, call, mode, why)


def await_return(move: Move, call: Call, mode: InTalk | Offered, why: Reason) -> tuple[Call, Returning]:
    """Let the customer hear music and wait for the operator, for a time."""
    until = move.at + move.state.settings.grace
    back = Returning(mode.queue, mode.joined, mode.agent, until)
    call = move.to(call, back)
    move.say(CallWaitsReturn(why, call.id, mode.agent, until))
    move.say(ParkCaller(why, call.id, call.channel))
    move.wake(f"return:{call.id}", until, "return_time")
    return call, back


def ring_again(move: Move, call: Call, agent: Agent, mode: Returning) -> None:
    """Ring the operator who came back, once her telephone and the link are there; the telephone answers by itself."""
    if agent.id in move.state.operators and agent.reachable and move.state.telephony == "up":
        move.clear(f"return:{call.id}")
        offer(move, call, agent, mode.queue, mode.joined, Reason("operator_back"), "comeback")


def never_came(move: Move, call_id: str) -> None:
    """The operator did not come back in time: the customer goes to the queue's head, having come before all."""
    call = move.state.calls.get(call_id)
    if call is None or not isinstance(call.mode, Returning):
        return
    mode, why = call.mode, Reason("operator_did_not_return", {"agent": call.mode.agent})
    agent = move.state.agents.get(mode.agent)
    if agent is not None:
        forced_pause(move, agent, "unreachable", why)
    join(move, call, mode.queue, mode.joined, why)
