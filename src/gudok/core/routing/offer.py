"""Offering a call to an operator."""

from __future__ import annotations

from datetime import UTC, datetime

from gudok.core.move import Move
from gudok.core.routing.order import first_call, longest_idle, others
from gudok.core.settings import Queue
from gudok.core.state import Agent, Call, Offered, Ready, Ringing, Waiting, replace
from gudok.core.words import CallOffered, Reason, RingAgent


def serve_call(move: Move, call: Call) -> bool:
    """Offer a waiting call to the best free operator; False when nobody is free."""
    mode = call.mode
    if move.state.telephony != "up" or not isinstance(mode, Waiting):
        return False
    agent = longest_idle(move.state, mode.queue)
    if agent is None or not isinstance(agent.mode, Ready):
        return False
    numbers: dict[str, int | str] = {"idle": move.at - agent.mode.since, "able": len(move.state.ready[mode.queue])}
    offer(move, call, agent, mode.queue, mode.joined, Reason("longest_idle", numbers))
    return True


def serve_agent(move: Move, agent: Agent) -> bool:
    """Give a ready operator the call whose turn it is; False when none waits (or she cannot be rung)."""
    if move.state.telephony != "up" or not isinstance(agent.mode, Ready) or not agent.reachable:
        return False
    call = first_call(move.state, agent)
    if call is None or not isinstance(call.mode, Waiting):
        return False
    mode = call.mode
    code = "vip_first" if call.caller.vip else "first_in_first_out"
    numbers: dict[str, int | str] = {"waited": move.at - mode.joined, "waiting": len(move.state.waiting[mode.queue])}
    offer(move, call, agent, mode.queue, mode.joined, Reason(code, numbers))
    return True


def offer(
    move: Move, call: Call, agent: Agent, queue: str, joined: int, why: Reason, kind: str = "queue", source: str = ""
) -> None:
    """Ring an operator for a call. `kind` and `source` are those of `Offered`."""
    state = move.state
    rules = state.queues.get(queue) or Queue(queue, queue)
    leg = call.legs + 1
    record = record_path(move.at, call.id, leg) if rules.record else ""
    rest, counts = others(state, queue, agent, move.at), dict(sorted(state.counts.get(queue, {}).items()))
    call = move.put_call(
        replace(call, mode=Offered(queue, joined, agent.id, leg, kind, source), legs=leg, record=record)
    )
    since = agent.mode.since if isinstance(agent.mode, Ready) else move.at
    move.say(CallOffered(why, call.id, leg, agent.id, queue, rest, counts))
    move.agent_to(agent, Ringing(call.id, leg, since), why)
    operator = state.operators[agent.id]
    move.say(
        RingAgent(
            why, call.id, call.channel, leg, agent.id, operator.endpoint, operator.codec, rules.ring, call.caller,
            rules.name, record, kind == "comeback",
        )
    )  # fmt: skip
    move.wake(f"ring:{call.id}", move.at + rules.ring, "ring_time")


def record_path(at: int, call: str, leg: int) -> str:
    """Where a leg's recording goes, under the recordings folder, without suffix: a folder a UTC day."""
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y/%m/%d}/{call}-{leg:04d}"
