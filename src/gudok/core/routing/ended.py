"""An offer that came to nothing: the operator's next state, and the call's way back to its place."""

from __future__ import annotations

from gudok.core.agents.work import after_call, forced_pause
from gudok.core.move import Move
from gudok.core.queues.wait import rejoin
from gudok.core.routing.beside import pass_on
from gudok.core.routing.offer import offer, serve_agent
from gudok.core.routing.outcome import PAUSED_BY
from gudok.core.state import Call, Offered, Ready, Ringing, WrapUp
from gudok.core.talk.comeback import comeback_lost
from gudok.core.words import DropLeg, LegEnded, Reason


def offer_ended(move: Move, call: Call, mode: Offered, outcome: str, cause: int = 0) -> None:
    """An offer ended without a talk while the caller is still there: with its first operator; others ring on."""
    why = Reason(f"offer_{outcome}", {"agent": mode.agent, "cause": cause})
    move.say(LegEnded(why, call.id, mode.leg, mode.agent, outcome))
    move.clear(f"ring:{call.id}")
    agent = move.state.agents.get(mode.agent)
    if agent is not None and mode.kind == "comeback" and outcome == "lost":
        comeback_lost(move, call, agent, mode, why)
        return
    if agent is not None and outcome in PAUSED_BY:
        forced_pause(move, agent, PAUSED_BY[outcome], why)
    if mode.beside:
        pass_on(move, call, mode)
    elif not bounce(move, call, mode, why):
        move.clear(f"more:{call.id}")
        rejoin(move, call, mode.queue, mode.joined, why)
    if agent is not None and outcome not in PAUSED_BY:
        release(move, agent.id, why=why)


def bounce(move: Move, call: Call, mode: Offered, why: Reason) -> bool:
    """A transfer nobody took rings at the operator who sent it, if she can be rung."""
    return mode.kind == "transfer" and bounce_to(move, call, mode.source, mode.queue, mode.joined, why, mode.agent)


def bounce_to(move: Move, call: Call, to: str, queue: str, joined: int, why: Reason, by: str = "") -> bool:
    """Ring the operator who handed the call over; False when she cannot be rung. `by` did not take it."""
    source = move.state.agents.get(to)
    if source is None or not source.reachable or source.id not in move.state.operators:
        return False
    if move.state.telephony != "up" or not isinstance(source.mode, Ready | WrapUp):
        return False
    returned = Reason("transfer_returned", {"agent": by, "code": why.code})
    offer(move, call, source, queue, joined, returned, "bounce")
    return True


def release(move: Move, *names: str, why: Reason) -> None:
    """Operators whose ringing ended without their doing: back to where they were, with the idle time they had.

    All come free before any of them is rung anew: the next call may want several.
    """
    state = move.state
    for name in names:
        agent = state.agents.get(name)
        if agent is None or not isinstance(agent.mode, Ringing):
            continue
        if agent.next or name not in state.operators:
            after_call(move, agent, why)
        else:
            move.agent_to(agent, Ready(agent.mode.since), why)
    free = [(one.mode.since, one.id) for one in map(state.agents.get, names) if one and isinstance(one.mode, Ready)]
    for _, name in sorted(free):
        serve_agent(move, state.agents[name])


def let_fall(move: Move, call: Call, others: tuple[tuple[str, int], ...], why: Reason) -> None:
    """Telephones that ring in vain are told so: nobody has missed anything."""
    for name, leg in others:
        move.say(DropLeg(why, call.id, leg))
        move.say(LegEnded(why, call.id, leg, name, "cancelled"))
