"""The story of one call as lines for people: when, what, why, and who else could have had it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gudok.web.record.times import between
from gudok.web.why.story import Line, line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from gudok.web.record.models import Call, CallEvent, Leg


class Mark(NamedTuple):
    """A stretch of a recording, in milliseconds from its beginning."""

    start: int
    end: int


def lines(call: Call, names: Mapping[str, str]) -> list[tuple[datetime, Line]]:
    """Every line with its time."""
    return [(event.at, _line(call, event, names)) for event in call.events.all()]


def _line(call: Call, event: CallEvent, names: Mapping[str, str]) -> Line:
    after = between(call.arrived_at, event.at)
    return line(event.fact, event.code, event.numbers, event.data, names=names, after=after)


def holds(call: Call, leg: Leg) -> list[Mark]:
    """When the customer was on hold during a leg's recording."""
    if not leg.answered_at:
        return []
    marks, start = [], None
    for event in call.events.all():
        if event.at < leg.answered_at or (leg.ended_at and event.at > leg.ended_at):
            continue
        if event.fact == "CallHeld":
            start = between(leg.answered_at, event.at)
        elif event.fact in {"CallResumed", "LegEnded"} and start is not None:
            marks.append(Mark(start, between(leg.answered_at, event.at)))
            start = None
    return marks
