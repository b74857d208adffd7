"""The story of one call as lines for people: when, what, why, and who else could have had it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from gudok.web.record.times import between
from gudok.web.why import wording
from gudok.web.why.formats import clock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from gudok.web.record.models import Call, CallEvent, Leg


class Line(NamedTuple):
    """A line of the story. `others`: sentences about operators passed over; `counts`: the queue at that moment."""

    at: datetime
    after: str
    fact: str
    title: str
    why: str
    others: list[str]
    counts: str


class Mark(NamedTuple):
    """A stretch of a recording, in milliseconds from its beginning."""

    start: int
    end: int


def lines(call: Call, names: Mapping[str, str]) -> list[Line]:
    return [_line(call, event, names) for event in call.events.all()]


def _line(call: Call, event: CallEvent, names: Mapping[str, str]) -> Line:
    data = event.data
    return Line(
        at=event.at,
        after=clock(between(call.arrived_at, event.at)),
        fact=event.fact,
        title=wording.sentence(event.fact, data, names),
        why=wording.explain(event.code, event.numbers, names),
        others=[_other(one, names) for one in data.get("others", ())],
        counts=_counts(data.get("counts", {})),
    )


def _other(one: Mapping[str, Any], names: Mapping[str, str]) -> str:
    agent = names.get(one["agent"], one["agent"])
    return f"{agent}: {wording.explain(one['code'], {'idle': one['idle']}, names)}"


def _counts(counts: Mapping[str, int]) -> str:
    return " · ".join(f"{wording.mode_name(mode)}: {n}" for mode, n in counts.items() if n)


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
