"""The turn of a caller who is to be called back: the operator's telephone is rung, then his number."""

from __future__ import annotations

from gudok.core.hours.rules import next_change
from gudok.core.hours.shut import shut
from gudok.core.move import Move
from gudok.core.outgoing.ring import channel_of, ring_own
from gudok.core.outgoing.route import Refusal, Route, route
from gudok.core.routing.record import is_recorded, record_path
from gudok.core.settings import Queue
from gudok.core.state import Agent, Booked, Call, Dialling, Placed, Ready, State, replace
from gudok.core.words import CallbackRests, CallbackWished, CallPlaced, Reason

CLOSED_LONG = 900_000
"""How long (ms) a callback rests whose queue is closed and does not say until when."""
SHORTEST = 1_000


def is_due(move: Move, call: Call, mode: Booked) -> bool:
    """Whether a booked call whose turn it is can go out now; if not, it is put to rest or given up."""
    closed = shut(move.state, mode.queue, move.at)
    if closed is not None:
        rest(move, call, mode, opens(move.state, mode.queue, move.at), closed)
        return False
    way = way_to(move.state, call, mode)
    if isinstance(way, Refusal):
        failed(move, call, mode, Reason(way.code, way.numbers), "not_placed")
        return False
    return True


def way_to(state: State, call: Call, mode: Booked) -> Route | Refusal:
    """The way to the caller's number. It is the queue that calls, whether its operators may dial or not."""
    someone = next((one for one in state.settings.operators if mode.queue in one.queues), None)
    if someone is None:
        return Refusal("nobody_there", {"queue": mode.queue})
    return route(state.settings, replace(someone, dials=True), call.caller.number, mode.queue)


def opens(state: State, queue: str, at: int) -> int:
    """When a closed queue may be looked at again (UTC ms)."""
    schedule = state.opens.get(queue)
    then = next_change(schedule, state.settings.zone, at) if schedule and queue not in state.closed else 0
    return then or at + CLOSED_LONG


def rest(move: Move, call: Call, mode: Booked, until: int, why: Reason, tries: int | None = None) -> None:
    """Do not try it before a time; others go before it meanwhile, and then it has its place again."""
    tries = mode.tries if tries is None else tries
    until = min(until, mode.until)
    move.to(call, replace(mode, resting=until, tries=tries))
    move.say(CallbackRests(why, call.id, mode.queue, until, tries))
    move.wake(f"book:{call.id}", until, "callback_time")


def call_back(move: Move, call: Call, mode: Booked, agent: Agent, why: Reason) -> None:
    """Ring the operator, who then hears the number being dialled. The call must be due."""
    way = way_to(move.state, call, mode)
    if isinstance(way, Refusal) or not isinstance(agent.mode, Ready):
        return
    rules = move.state.queues.get(mode.queue) or Queue(mode.queue, mode.queue)
    leg, back, began = call.legs + 1, agent.mode, agent.since
    placed = Placed(
        mode.queue, move.at, agent.id, leg, way.trunk, way.dialled, way.shown, number=call.caller.number, booked=mode
    )
    record = record_path(move.at, call.id, leg) if is_recorded(rules, call.id) else ""
    channel = channel_of(call.id, call.dials)
    call = replace(call, mode=placed, channel=channel, legs=leg, dials=call.dials + 1, own_leg=leg, record=record)
    move.clear(f"book:{call.id}")
    call = move.put_call(call)
    move.say(CallPlaced(why, call.id, leg, agent.id, mode.queue))
    move.agent_to(agent, Dialling(call.id, leg, back, began), why)
    ring_own(move, call, agent.id, rules.name, why)


def failed(move: Move, call: Call, mode: Booked, why: Reason, end: str) -> None:
    """A try reached nobody: the next one comes after a while, and after the last one the booking is given up."""
    rules = move.state.queues.get(mode.queue) or Queue(mode.queue, mode.queue)
    tries = mode.tries + 1
    if tries >= rules.callback_tries or move.at >= mode.until:
        give_up(move, call, mode, end, why)
    else:
        rest(move, call, mode, move.at + max(rules.callback_pause, SHORTEST), why, tries)


def give_up(move: Move, call: Call, mode: Booked, end: str, why: Reason) -> None:
    """No more tries: the wish to be called back is kept for people."""
    move.say(CallbackWished(Reason("callback_failed", why.numbers), call.id, call.caller, mode.queue, call.did))
    move.end_call(move.to(call, mode), end, "", **why.numbers)
