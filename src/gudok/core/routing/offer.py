"""Offering a call to an operator."""

from __future__ import annotations

from gudok.core.callback.serve import call_back, is_due
from gudok.core.calls.mask import caller_for
from gudok.core.move import Move
from gudok.core.routing.again import look_again
from gudok.core.routing.chosen import Chosen, call_for, is_pulled, is_ranked, operator_for, view_of
from gudok.core.routing.consult import ring_consulted
from gudok.core.routing.order import first_call, longest_idle, others
from gudok.core.routing.record import is_recorded, record_path
from gudok.core.routing.ring import ring_telephone
from gudok.core.settings import Queue
from gudok.core.state import (
    Agent,
    Booked,
    Call,
    Offered,
    Ready,
    Ringing,
    Rung,
    State,
    Waiting,
    in_browser,
    replace,
    waits,
)
from gudok.core.words import CallOffered, Candidate, Reason


def serve_call(move: Move, call: Call) -> bool:
    """Offer a waiting call to the best free operator; False when nobody is free."""
    mode = waits(call)
    if move.state.telephony != "up" or mode is None:
        return False
    if mode.queue in move.state.ranked:
        return serve_ranked_call(move, call, mode)
    agent = longest_idle(move.state, mode.queue)
    if agent is None or type(agent.mode) is not Ready:
        return False
    if type(call.mode) is Booked and not is_due(move, call, call.mode):
        return False
    numbers: dict[str, int | str] = {"idle": move.at - agent.mode.since, "able": len(move.state.ready[mode.queue])}
    give(move, call, agent, mode, Reason("longest_idle", numbers))
    return True


def serve_ranked_call(move: Move, call: Call, mode: Waiting) -> bool:
    """The same in a queue with an algorithm of its own; who is free and may not have the call yet is asked later."""
    if is_pulled(move.state, mode.queue) or not move.state.ready[mode.queue]:
        return False
    view = view_of(move)
    chosen = operator_for(move.state, view, call, mode.queue)
    if chosen is None:
        look_again(move, mode.queue, view)
        return False
    if isinstance(call.mode, Booked) and not is_due(move, call, call.mode):
        return False
    give(move, call, move.state.agents[chosen.id], mode, chosen.why, chosen)
    return True


def serve_agent(move: Move, agent: Agent) -> bool:
    """Give a ready operator the call whose turn it is; False when none waits (or she cannot be rung)."""
    if move.state.telephony != "up" or type(agent.mode) is not Ready or not agent.reachable:
        return False
    if move.state.ranked and is_ranked(move.state, agent):
        return serve_ranked_agent(move, agent.id)
    call = next_call(move, agent)
    mode = waits(call) if call is not None else None
    if call is None or mode is None:
        return False
    code = "vip_first" if call.caller.vip else "first_in_first_out"
    code = "put_first" if call.first else code
    numbers: dict[str, int | str] = {"waited": move.at - mode.joined, "waiting": len(move.state.waiting[mode.queue])}
    give(move, call, agent, mode, Reason(code, numbers))
    return True


def serve_ranked_agent(move: Move, name: str) -> bool:
    """The same for one who serves a queue with algorithms of its own.

    By the time of her turn another free operator may be the better one for the call: then he gets it, and she the next.
    A call whose needs cannot be read is hers without regard to them, and that is told, not the order it came by.
    """
    state = move.state
    while isinstance((agent := state.agents[name]).mode, Ready):
        queues = [queue for queue in state.served(name) if state.waiting[queue] and not is_pulled(state, queue)]
        view = view_of(move) if queues else None
        found = call_for(state, view, agent) if view is not None else None
        call = state.calls[found.id] if found is not None else None
        mode = waits(call) if call is not None else None
        if found is None or call is None or mode is None:
            for queue in queues:
                look_again(move, queue, view)
            return False
        if isinstance(call.mode, Booked) and not is_due(move, call, call.mode):
            continue
        better = operator_for(state, view, call, mode.queue) if view and mode.queue in state.ranked else None
        if better is not None and (better.id != name or better.unread):
            give(move, call, state.agents[better.id], mode, better.why, better)
        else:
            give(move, call, agent, mode, found.why, better or found)
    return True


def next_call(move: Move, agent: Agent) -> Call | None:
    """The call whose turn it is; who is to be called back and cannot be now keeps nobody waiting."""
    call = first_call(move.state, agent)
    while call is not None and type(call.mode) is Booked and not is_due(move, call, call.mode):
        call = first_call(move.state, agent)
    return call


def give(move: Move, call: Call, agent: Agent, mode: Waiting, why: Reason, chosen: Chosen | None = None) -> None:
    """Ring the operator whose turn it is: for a call that waits, or for another operator's question to the queue.

    `chosen` is what the queue's algorithm has said: the next ones, and who rings with her for a caller who waits.
    """
    if type(call.mode) is Booked:
        call_back(move, call, call.mode, agent, why)
    elif call.consult is None:
        offer(move, call, agent, mode.queue, mode.joined, why, rest=chosen.rest if chosen else None)
        for name, cause in chosen.beside if chosen else ():
            ring_beside(move, call.id, name, cause)
        if mode.queue in move.state.ranked:
            add_later(move, call.id, mode.queue)
    else:
        ring_consulted(move, call, call.consult, agent, why)


def offer(
    move: Move, call: Call, agent: Agent, queue: str, joined: int, why: Reason, kind: str = "queue", source: str = "",
    rest: tuple[Candidate, ...] | None = None,
) -> None:  # fmt: skip
    """Ring an operator for a call. `kind` and `source` are those of `Offered`."""
    rules, leg = rules_of(move.state, queue), call.legs + 1
    rest = others(move.state, queue, agent, move.at) if rest is None else rest
    offered = Offered(queue, joined, agent.id, leg, kind, source)
    record = record_of(move, call, rules, leg)
    call = replace(call, mode=offered, legs=leg, record=record)
    ring(move, call, offered, rules, agent, why, record, rest)
    move.wake(f"ring:{call.id}", move.at + rules.ring, "ring_time")


def ring_beside(move: Move, call_id: str, name: str, why: Reason) -> None:
    """Ring one more operator for a call that rings already."""
    call = move.state.calls[call_id]
    if isinstance(call.mode, Offered):
        rules, leg = rules_of(move.state, call.mode.queue), call.legs + 1
        record = record_of(move, call, rules, leg)
        offered = replace(call.mode, beside=(*call.mode.beside, Rung(name, leg, move.at + rules.ring, record)))
        call = replace(call, mode=offered, legs=leg)
        ring(move, call, offered, rules, move.state.agents[name], why, record, ())


def add_later(move: Move, call_id: str, queue: str) -> None:
    """Where a queue rings one telephone after the other, the earlier ones going on: when the next one is due."""
    every = move.state.ranked[queue][0].adds()
    if every:
        move.wake(f"more:{call_id}", move.at + every, "ring_one_more")


def rules_of(state: State, queue: str) -> Queue:
    """The rules that an offer goes by."""
    # A call out on no queue's behalf is recorded, or not, on every leg alike.
    return state.queues.get(queue) or Queue(queue, queue, record=bool(queue) or state.settings.outgoing.record)


def record_of(move: Move, call: Call, rules: Queue, leg: int) -> str:
    """Where a leg is recorded, or ""."""
    return record_path(move.at, call.id, leg) if is_recorded(rules, call.id) else ""


def ring(
    move: Move, call: Call, mode: Offered, rules: Queue, agent: Agent, why: Reason, record: str,
    rest: tuple[Candidate, ...],
) -> None:  # fmt: skip
    """Let the call's newest leg ring at an operator, as `mode` and the queue's rules say."""
    state = move.state
    counts = dict(sorted(state.counts.get(mode.queue, {}).items()))
    call = move.put_call(call)
    since = getattr(agent.mode, "since", move.at)
    move.say(CallOffered(why, call.id, call.legs, agent.id, mode.queue, rest, counts))
    move.agent_to(agent, Ringing(call.id, call.legs, since), why)
    operator = state.operators[agent.id]
    # A browser answers by itself only when its operator is not typing: it decides, and is not told to.
    auto = mode.kind == "comeback" or (rules.auto_answer and not in_browser(operator, desk=agent.desk))
    caller = caller_for(operator, call.caller)
    ring_telephone(
        move, call, agent.id, why, timeout=rules.ring, caller=caller, queue=rules.name, record=record, auto=auto
    )
