"""What a screen is told, as plain values ready for JSON. Times are absolute milliseconds: browsers count on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.core.settings import Operator, Queue
from gudok.core.state import Agent, Away, Call, InTalk, Offered, Returning, WrapUp, standing, tag
from gudok.web.people.numbers import mask

if TYPE_CHECKING:
    from gudok.web.live.replica import Replica

Picture = dict[str, Any]


def me(replica: Replica, agent_id: str, masked: bool) -> Picture:
    """An operator's own state, the call in hand and the day's work; an operator unknown to the engine is away."""
    state = replica.state
    agent = state.agents.get(agent_id) or Agent(agent_id, Away())
    operator = state.operators.get(agent_id) or Operator(agent_id, "", "", ())
    call = state.calls.get(getattr(agent.mode, "call", "")) or _finished(replica, agent)
    day = replica.day.agent(agent_id)
    return {
        "agent": {
            "id": agent_id,
            "known": agent_id in state.operators,
            "mode": tag(agent.mode),
            "reason": getattr(agent.mode, "reason", ""),
            "since": getattr(agent.mode, "since", 0) if standing(agent) == "ready" else agent.since,
            "until": getattr(agent.mode, "until", 0),
            "more": getattr(agent.mode, "more", 0),
            "next": agent.next,
            "reachable": agent.reachable,
            "browser": operator.browser,
        },
        "call": card(replica, call, masked) if call else None,
        "today": {"talks": day.talks, "talked": day.talked},
    }


def _finished(replica: Replica, agent: Agent) -> Call | None:
    call = replica.last.get(agent.id)
    return call if call and isinstance(agent.mode, WrapUp) and call.id == agent.mode.call else None


def card(replica: Replica, call: Call, masked: bool) -> Picture:
    """A call as its operator sees it."""
    state, mode = replica.state, call.mode
    rules = state.queues.get(getattr(mode, "queue", "")) or Queue("", "")
    return {
        **person(call, masked),
        "id": call.id,
        "calls": call.caller.calls,
        "queue": rules.name,
        "arrived": call.since,
        "joined": getattr(mode, "joined", call.since),
        "mode": tag(mode),
        "kind": getattr(mode, "kind", ""),
        "source": _name(replica, getattr(mode, "source", "")),
        "since": mode.since if isinstance(mode, InTalk) else 0,
        "held": mode.held if isinstance(mode, InTalk) else 0,
        "ring": rules.ring,
        "until": mode.until if isinstance(mode, Returning) else state.timers.get(f"ring:{call.id}", 0),
        "decline": rules.decline and isinstance(mode, Offered),
        "record": bool(call.record),
        "wrapup": rules.wrapup,
    }


def person(call: Call, masked: bool) -> Picture:
    caller = call.caller
    shown = caller.shown or caller.number
    return {
        "name": caller.name,
        "number": mask(shown) if masked else shown,
        "vip": caller.vip,
        "customer": caller.customer,
    }


def pressure(replica: Replica, queue_id: str) -> Picture:
    """How hard a queue presses: what its operators see on top of the desk."""
    state = replica.state
    waiting = state.waiting.get(queue_id, [])
    oldest = min((key[1] for key in waiting), default=0)
    return {"id": queue_id, "name": state.queues[queue_id].name, "waiting": len(waiting), "oldest": oldest}


def queue_row(replica: Replica, queue_id: str) -> Picture:
    """A queue as the wall shows it: now, today, and the last half hour."""
    rules, day = replica.state.queues[queue_id], replica.day.queue(queue_id)
    counts = replica.state.counts.get(queue_id, {})
    return {
        **pressure(replica, queue_id),
        "answered": day.answered,
        "lost": day.lost,
        "recent": len(day.recent),
        "in_time": sum(good for _, good in day.recent),
        "sl": rules.sl,
        "target": rules.sl_target,
        "ready": counts.get("ready", 0),
        "busy": sum(counts.get(mode, 0) for mode in ("ringing", "talking", "wrapup")),
    }


def agent_row(replica: Replica, agent_id: str, masked: bool) -> Picture | None:
    """An operator as the wall shows her, or None when there is none of that id."""
    agent, operator = replica.state.agents.get(agent_id), replica.state.operators.get(agent_id)
    if agent is None or operator is None:
        return None
    call = replica.state.calls.get(getattr(agent.mode, "call", "")) or _finished(replica, agent)
    mode, since = _standing(agent, call)
    return {
        "id": agent_id,
        "name": operator.name,
        "mode": mode,
        "since": since,
        "reason": getattr(agent.mode, "reason", ""),
        "until": getattr(agent.mode, "until", 0),
        "next": agent.next,
        "reachable": agent.reachable,
        "call": person(call, masked) if call else None,
        "queue": _queue(replica, call),
    }


def _standing(agent: Agent, call: Call | None) -> tuple[str, int]:
    if call is not None and tag(agent.mode) == "talking":
        if isinstance(call.mode, InTalk):
            return ("held", call.mode.held) if call.mode.held else ("talking", call.mode.since)
        if isinstance(call.mode, Returning):
            return "returning", agent.since
    return standing(agent), agent.since


def call_row(replica: Replica, call_id: str, masked: bool) -> Picture | None:
    """A live call as the wall shows it, or None when it has ended."""
    call = replica.state.calls.get(call_id)
    if call is None:
        return None
    mode = call.mode
    held = isinstance(mode, InTalk) and mode.held
    return {
        **person(call, masked),
        "id": call_id,
        "queue": _queue(replica, call),
        "mode": "held" if held else tag(mode),
        "since": (mode.held or mode.since) if isinstance(mode, InTalk) else getattr(mode, "joined", call.since),
        "arrived": call.since,
        "agent": _name(replica, getattr(mode, "agent", "")),
    }


def _queue(replica: Replica, call: Call | None) -> str:
    queue = replica.state.queues.get(getattr(call.mode, "queue", "")) if call else None
    return queue.name if queue else ""


def _name(replica: Replica, agent_id: str) -> str:
    operator = replica.state.operators.get(agent_id)
    return operator.name if operator else ""
