"""An offer that came to nothing: the operator's next state, and the call's way back to its place."""

from __future__ import annotations

from gudok.core.agents.work import after_call, forced_pause
from gudok.core.move import Move
from gudok.core.queues.wait import rejoin
from gudok.core.routing.offer import offer, serve_agent
from gudok.core.state import Agent, Call, Offered, Ready, Ringing, WrapUp
from gudok.core.talk.comeback import comeback_lost
from gudok.core.words import LegEnded, Reason

PAUSED_BY = {"declined": "declined", "missed": "missed", "unreachable": "unreachable", "failed": "unreachable"}
"""Outcomes that are the operator's (or her telephone's) doing, and the pause reason each brings."""


def offer_ended(move: Move, call: Call, mode: Offered, outcome: str, cause: int = 0) -> None:
    """An offer ended without a talk while the caller is still there."""
    why = Reason(f"offer_{outcome}", {"agent": mode.agent, "cause": cause})
    move.say(LegEnded(why, call.id, mode.leg, mode.agent, outcome))
    move.clear(f"ring:{call.id}")
    agent = move.state.agents.get(mode.agent)
    if agent is not None and mode.kind == "comeback" and outcome == "lost":
        comeback_lost(move, call, agent, mode, why)
        return
    if agent is not None and outcome in PAUSED_BY:
        forced_pause(move, agent, PAUSED_BY[outcome], why)
    if not bounce(move, call, mode, why):
        rejoin(move, call, mode.queue, mode.joined, why)
    if agent is not None and outcome not in PAUSED_BY:
        release(move, agent, why)


def bounce(move: Move, call: Call, mode: Offered, why: Reason) -> bool:
    """A transfer nobody took rings at the operator who sent it, if she can be rung."""
    source = move.state.agents.get(mode.source)
    if mode.kind != "transfer" or source is None or not source.reachable or source.id not in move.state.operators:
        return False
    if move.state.telephony != "up" or not isinstance(source.mode, Ready | WrapUp):
        return False
    returned = Reason("transfer_returned", {"agent": mode.agent, "code": why.code})
    offer(move, call, source, mode.queue, mode.joined, returned, "bounce")
    return True


def release(move: Move, agent: Agent, why: Reason) -> None:
    """An operator whose ringing ended without her doing: back to where she was, with the idle time she had."""
    if not isinstance(agent.mode, Ringing):
        return
    if agent.next or agent.id not in move.state.operators:
        after_call(move, agent, why)
        return
    agent = move.agent_to(agent, Ready(agent.mode.since), why)
    serve_agent(move, agent)
