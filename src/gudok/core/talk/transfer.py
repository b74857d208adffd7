"""Handing the customer over at once (blind transfer): to an operator, a queue or an outside number."""

from __future__ import annotations

from gudok.core.agents.handle import refuse
from gudok.core.agents.work import finish_talk
from gudok.core.hours.shut import shut
from gudok.core.move import Move
from gudok.core.outgoing.route import Refusal, Route, route
from gudok.core.queues.wait import join
from gudok.core.routing.offer import offer
from gudok.core.state import Agent, Call, InTalk, Ready
from gudok.core.talk.ask import own_talk
from gudok.core.talk.outside import ring_outside
from gudok.core.words import CallTransferred, DropLeg, LegEnded, ParkCaller, Reason, TransferAsked


def transfer(move: Move, ask: TransferAsked) -> None:
    """Only to a queue that is open, an operator who is ready, or a number that may be dialled: nobody is lost."""
    found = own_talk(move, ask)
    if found is None:
        return
    agent, call, mode = found
    way = way_to(move, agent, ask.kind, ask.to, mode.queue)
    if isinstance(way, Refusal):
        refuse(move, ask, way.code, **way.numbers)
    elif call.consult is not None:
        refuse(move, ask, "consult_already")
    elif ask.kind != "queue" and move.state.telephony != "up":
        refuse(move, ask, "telephony_down")
    else:
        hand_over(move, ask, call, mode, way)


def way_to(move: Move, agent: Agent, kind: str, to: str, queue: str) -> Agent | Route | Refusal | None:
    """The operator, or the way to the number, that a call can be handed to; None for a queue; why not otherwise."""
    state, at, target = move.state, move.at, move.state.agents.get(to)
    if kind == "number":
        return route(state.settings, state.operators[agent.id], to, queue if queue in state.queues else "")
    if kind == "queue":
        if to not in state.queues:
            return Refusal("unknown_queue", {"to": to})
        closed = shut(state, to, at)
        return Refusal(closed.code, closed.numbers) if closed else None
    if target is None or to not in state.operators:
        return Refusal("unknown_operator", {"to": to})
    if target is agent:
        return Refusal("transfer_to_self")
    if not isinstance(target.mode, Ready) or not target.reachable:
        return Refusal("operator_not_ready", {"to": to})
    return target


def hand_over(move: Move, ask: TransferAsked, call: Call, mode: InTalk, way: Agent | Route | None) -> None:
    why = Reason("asked_transfer", {"by": ask.by, "to": ask.to})
    move.say(CallTransferred(why, call.id, mode.agent, ask.kind, ask.to))
    move.say(LegEnded(why, call.id, mode.leg, mode.agent, "talked"))
    move.say(ParkCaller(why, call.id, call.channel))
    move.say(DropLeg(why, call.id, mode.leg))
    if isinstance(way, Agent):
        offer(move, call, way, mode.queue, move.at, why, "transfer", mode.agent)
    elif isinstance(way, Route):
        ring_outside(move, call, mode.queue, move.at, ask.to, way, mode.agent)
    else:
        join(move, call, ask.to, move.at, why)
    finish_talk(move, move.state.agents[mode.agent], mode.queue, why)
