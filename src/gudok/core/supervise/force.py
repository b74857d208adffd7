"""A supervisor changes an operator's state: at once, or after the call in hand; the operator is told who and why."""

from __future__ import annotations

from gudok.core.agents.breaks import pause_to
from gudok.core.agents.handle import known, refuse
from gudok.core.agents.work import become_ready
from gudok.core.move import Move
from gudok.core.state import ENGAGED, LEAVE, Agent, Away, Paused, Ready
from gudok.core.supervise.letters import deliver
from gudok.core.words import Reason
from gudok.core.words.supervise import ForceAsked


def forced(move: Move, ask: ForceAsked) -> None:
    agent = known(move, ask)
    if agent is None:
        return
    hinders = hindrance(agent, ask)
    if hinders is not None:
        refuse(move, ask, hinders.code)
        return
    why = Reason(f"forced_{ask.to}", {"by": ask.by, "reason": ask.reason, "note": ask.note})
    deliver(move, ask.by, "agent", agent.id, (agent.id,), ask.note, why, ask.to)
    agent = move.agent_wish(move.state.agents[agent.id], "", why)
    if type(agent.mode) in ENGAGED:
        move.agent_next(agent, {"ready": "", "pause": ask.reason, "leave": LEAVE}[ask.to], why)
        return
    agent = move.agent_next(agent, "", why)
    if ask.to == "ready":
        become_ready(move, agent, why)
    elif ask.to == "pause":
        pause_to(move, agent, ask.reason, why)
    else:
        move.agent_to(agent, Away(), why)


def hindrance(agent: Agent, ask: ForceAsked) -> Reason | None:
    """Why the state cannot be forced; None when it can."""
    if ask.to == "pause" and (not ask.reason or ask.reason == LEAVE):
        return Reason("pause_needs_reason")
    if ask.to == "ready" and not agent.reachable and type(agent.mode) not in ENGAGED:
        return Reason("phone_unreachable")
    mode = agent.mode
    so = (
        (ask.to == "ready" and isinstance(mode, Ready))
        or (ask.to == "leave" and isinstance(mode, Away))
        or (ask.to == "pause" and isinstance(mode, Paused) and mode.reason == ask.reason)
    )
    return Reason("already_so") if so else None
