"""A customer handed to an outside number: rung, in talk without an operator, or back when nobody answers there."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.outgoing.route import Route
from gudok.core.queues.wait import join
from gudok.core.routing.ended import bounce_to
from gudok.core.routing.record import record_path
from gudok.core.state import Call, Outside, replace
from gudok.core.words import (
    ConnectOutside,
    DropLeg,
    HangUp,
    LegEnded,
    LegGone,
    OutsideConnected,
    OutsideRung,
    Reason,
    RingNumber,
)


def ring_outside(move: Move, call: Call, queue: str, joined: int, number: str, way: Route, source: str) -> None:
    """The customer, in music already, waits for an outside number to answer."""
    leg, why = call.legs + 1, Reason("asked_transfer", {"by": source, "to": number})
    record = record_path(move.at, call.id, leg) if call.record else ""
    ring = move.state.settings.outgoing.ring
    move.put_call(replace(call, mode=Outside(queue, joined, leg, number, source), legs=leg, record=record))
    move.say(OutsideRung(why, call.id, leg, number, source))
    move.say(RingNumber(why, call.id, call.channel, leg, way.trunk, way.dialled, way.shown, ring, record))
    move.wake(f"out:{call.id}", move.at + ring, "ring_time")


def answered(move: Move, call: Call, mode: Outside) -> None:
    move.clear(f"out:{call.id}")
    move.to(call, replace(mode, since=move.at))
    why = Reason("outside_answered")
    move.say(OutsideConnected(why, call.id, mode.leg, mode.number, mode.source, call.record))
    move.say(ConnectOutside(why, call.id, call.channel, mode.leg))


def leg_gone(move: Move, call: Call, mode: Outside, came: LegGone, outcome: str) -> None:
    """The number hung up, which ends the call; or did not answer, and the customer is brought back."""
    if not mode.since:
        failed(move, call, mode, outcome, came.cause)
        return
    why = Reason("outside_hung_up", {"cause": came.cause})
    move.say(LegEnded(why, call.id, mode.leg, "", "talked"))
    move.say(HangUp(why, call.id, call.channel))
    move.end_call(call, "outside_hung_up")


def failed(move: Move, call: Call, mode: Outside, outcome: str, cause: int = 0) -> None:
    """Back to the operator who handed the call over, if she can be rung, else to the place in the queue he had."""
    why = Reason(f"outside_{outcome}", {"cause": cause})
    move.say(LegEnded(why, call.id, mode.leg, "", outcome))
    move.clear(f"out:{call.id}")
    if not bounce_to(move, call, mode.source, mode.queue, mode.joined, why):
        join(move, call, mode.queue, mode.joined, why)


def rang_out(move: Move, call_id: str) -> None:
    call = move.state.calls.get(call_id)
    if call is not None and isinstance(call.mode, Outside) and not call.mode.since:
        move.say(DropLeg(Reason("ring_time"), call.id, call.mode.leg))
        failed(move, call, call.mode, "missed")
