"""Ringing an operator who is to be consulted: a second leg of a call, in another's talk."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.routing.record import record_path
from gudok.core.routing.ring import ring_telephone
from gudok.core.settings import Queue
from gudok.core.state import Agent, Call, Consult, Ready, Ringing, replace
from gudok.core.words import Caller, ConsultRung, Reason


def ring_consulted(move: Move, call: Call, consult: Consult, agent: Agent, why: Reason) -> None:
    """Ring her; her telephone shows who asks, not the customer. Her leg is recorded where the talk is."""
    state, leg, asker = move.state, call.legs + 1, getattr(call.mode, "agent", "")
    own = getattr(call.mode, "queue", "")
    rules = rules_of(move, consult.to if consult.kind == "queue" else own)
    record = record_path(move.at, call.id, leg) if call.record else ""
    call = ringing(move, call, replace(consult, agent=agent.id, record=record), leg)
    since = agent.mode.since if isinstance(agent.mode, Ready) else move.at
    move.say(ConsultRung(why, call.id, leg, asker, agent.id))
    move.agent_to(agent, Ringing(call.id, leg, since), why)
    by = state.operators.get(asker)
    name = by.name if by else asker
    caller = Caller(shown=name, name=name)
    ring_telephone(move, call, agent.id, why, timeout=rules.ring, caller=caller, queue=rules.name, record=record)
    move.wake(f"consult:{call.id}", move.at + rules.ring, "ring_time")


def rules_of(move: Move, queue: str) -> Queue:
    """The queue's rules; a talk that began in a queue removed since keeps the default rules."""
    return move.state.queues.get(queue) or Queue(queue, queue)


def ringing(move: Move, call: Call, consult: Consult, leg: int) -> Call:
    """The second line rings."""
    return move.put_call(replace(call, legs=leg, consult=replace(consult, stage="ringing", since=move.at, leg=leg)))
