"""What a screen is told, as plain values ready for JSON. Times are absolute milliseconds: browsers count on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.core.agents.days import day_of, used
from gudok.core.settings import Operator, Queue
from gudok.core.state import (
    ENGAGED,
    Agent,
    Away,
    Call,
    InTalk,
    Offered,
    Returning,
    State,
    WrapUp,
    in_browser,
    standing,
    tag,
    whose,
)
from gudok.web.ivr.way import shown
from gudok.web.live import lines, outgoing, supervision, taken
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
            **telephone(operator, agent),
        },
        "call": card(replica, call, masked, agent_id) | lines.card_of(replica, call, agent_id, masked)
        if call
        else None,
        "today": day.picture(),
        "rest": _rest(replica, agent),
        "work": {"call": work.call, "queue": work.queue, "result": work.result} if (work := agent.work) else None,
        **supervision.of_me(replica, agent, call),
        **outgoing.of_me(replica, agent, masked),
        **taken.of_me(replica, agent_id),
    }


def telephone(operator: Operator, agent: Agent) -> Picture:
    """Which telephone is in use (that of the call in hand, else the chosen one), and the line of the shift."""
    used = agent.at_desk if isinstance(agent.mode, ENGAGED) else agent.desk
    return {
        "browser": in_browser(operator, desk=used),
        "both": bool(operator.desk),
        "desk": agent.desk,
        "spare": agent.spare,
        **line(agent),
    }


def line(agent: Agent) -> Picture:
    """The line of the shift: `rings`, `up`, or none."""
    return {"line": "" if agent.nailed is None else "up" if agent.nailed.up else "rings"}


def _rest(replica: Replica, agent: Agent) -> Picture:
    """What an operator has used of the day's breaks (without one that runs), and the break waited for."""
    state, zone = replica.state, replica.state.settings.zone
    waits = [other for other in state.wishes if state.agents[other].wish == agent.wish] if agent.wish else []
    line = sorted(waits, key=lambda other: (state.agents[other].wished, other))
    today = day_of(zone, replica.day.start)
    return {
        "spent": {reason: used(agent.spent, agent.day, reason, today) for reason in agent.spent},
        "wish": agent.wish,
        "place": line.index(agent.id) + 1 if agent.id in line else 0,
        "midnight": replica.day.start,
    }


def _finished(replica: Replica, agent: Agent) -> Call | None:
    call = replica.last.get(agent.id)
    return call if call and isinstance(agent.mode, WrapUp) and call.id == agent.mode.call else None


def until(state: State, call: Call, agent_id: str) -> int:
    """Until when a call rings at an operator, or waits for her; 0 for neither."""
    mode = call.mode
    if isinstance(mode, Returning):
        return mode.until
    beside = mode.beside if isinstance(mode, Offered) else ()
    return next((one.until for one in beside if one.agent == agent_id), state.timers.get(f"ring:{call.id}", 0))


def card(replica: Replica, call: Call, masked: bool, agent_id: str = "") -> Picture:
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
        "until": until(state, call, agent_id),
        "decline": rules.decline and isinstance(mode, Offered),
        "auto": rules.auto_answer and isinstance(mode, Offered),
        "record": bool(call.record),
        "record_pause": bool(call.record and rules.record_pause),
        "unrecorded": mode.unrecorded if isinstance(mode, InTalk) else 0,
        "wrapup": rules.wrapup,
        **outgoing.of_call(call),
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
        "busy": sum(counts.get(mode, 0) for mode in ("ringing", "dialling", "talking", "wrapup")),
        **supervision.of_queue(replica, queue_id),
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
        "desk": agent.desk,
        **line(agent),
        "call": person(call, masked) if call else None,
        "queue": _queue(replica, call),
        **supervision.of_agent(replica, agent, call),
        **lines.of_row(replica, call, agent_id, masked),
    }


def _standing(agent: Agent, call: Call | None) -> tuple[str, int]:
    if asked := lines.since_of(call, agent.id):
        return standing(agent), asked
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
        "agent": ", ".join(_name(replica, one) for one in whose(mode)),
        "variables": {} if call.secrets else shown(call.variables, masked=masked),
        **lines.on_wall(call),
        **supervision.of_call(call),
    }


def _queue(replica: Replica, call: Call | None) -> str:
    queue = replica.state.queues.get(getattr(call.mode, "queue", "")) if call else None
    return queue.name if queue else ""


def _name(replica: Replica, agent_id: str) -> str:
    operator = replica.state.operators.get(agent_id)
    return operator.name if operator else ""
