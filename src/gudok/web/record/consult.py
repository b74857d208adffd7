"""What the facts of a talk with more than one partner mean for the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.core.words import ConsultAnswered, ConsultEnded, ConsultRung, LinesChanged, OutsideConnected, OutsideRung
from gudok.web.record.models import Leg
from gudok.web.record.times import between, moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from gudok.core.words import AnyOutput, Turn
    from gudok.web.record.batch import Batch


def _rung(batch: Batch, turn: Turn, fact: ConsultRung) -> None:
    batch.call(fact.call, turn.came.at)
    leg = batch.leg(fact.call, fact.leg, fact.agent, turn.came.at)
    leg.kind, leg.number = Leg.Kind.CONSULT, fact.number


def _answered(batch: Batch, turn: Turn, fact: ConsultAnswered) -> None:
    leg = batch.leg(fact.call, fact.leg, fact.agent, turn.came.at)
    leg.answered_at = moment(turn.came.at)
    if fact.record:
        leg.record, leg.recording = fact.record, Leg.Recording.RUNNING


def _lines_changed(batch: Batch, turn: Turn, fact: LinesChanged) -> None:
    """What operator and consulted hear by themselves is not the customer, nor is the tone of ringing."""
    at = moment(turn.came.at)
    for n, without_customer in ((fact.leg, ("consulted", "nobody")), (fact.other, ("consulted",))):
        leg = batch.legs.get((fact.call, n))
        if leg is not None:
            (apart if fact.hears in without_customer else together)(leg, at)


def _ended(batch: Batch, turn: Turn, fact: ConsultEnded) -> None:
    leg = batch.legs.get((fact.call, fact.leg))
    if leg is not None:
        together(leg, moment(turn.came.at))


def _outside_rung(batch: Batch, turn: Turn, fact: OutsideRung) -> None:
    leg = batch.leg(fact.call, fact.leg, "", turn.came.at)
    leg.kind, leg.number = Leg.Kind.OUTSIDE, fact.number


def _outside_connected(batch: Batch, turn: Turn, fact: OutsideConnected) -> None:
    at = moment(turn.came.at)
    leg = batch.leg(fact.call, fact.leg, "", turn.came.at)
    leg.kind, leg.number = Leg.Kind.OUTSIDE, fact.number
    leg.answered_at = leg.answered_at or at
    together(leg, at)
    if fact.record:
        leg.record, leg.recording = fact.record, Leg.Recording.RUNNING


def apart(leg: Leg, at: datetime) -> None:
    """From now on the leg speaks apart from the customer."""
    if not leg.asides or leg.asides[-1][1] is not None:
        leg.asides = [*leg.asides, [between(leg.answered_at, at), None]]


def together(leg: Leg, at: datetime) -> None:
    """From now on it does not, or is over."""
    if leg.asides and leg.asides[-1][1] is None:
        leg.asides = [*leg.asides[:-1], [leg.asides[-1][0], between(leg.answered_at, at)]]


def taken(leg: Leg, at: datetime) -> None:
    """The customer is this leg's operator's now."""
    together(leg, at)
    if leg.kind == Leg.Kind.CONSULT:
        leg.taken_at = at


def talked_from(leg: Leg) -> datetime | None:
    """When an operator's talk with the customer began on a leg, if it came to one."""
    return leg.answered_at if leg.kind == Leg.Kind.CALL else leg.taken_at


HANDLERS: dict[type[AnyOutput], Callable[[Batch, Turn, Any], None]] = {
    ConsultRung: _rung,
    ConsultAnswered: _answered,
    LinesChanged: _lines_changed,
    ConsultEnded: _ended,
    OutsideRung: _outside_rung,
    OutsideConnected: _outside_connected,
}
