"""The story of one call as lines for people: when, what, why, and who else could have had it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gudok.web.calls.parties import hide
from gudok.web.ivr.way import node_names
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


def story_names(call: Call) -> dict[str, str]:
    """How the nodes are called of the voice menus that a call went through."""
    return node_names({event.data["flow"] for event in call.events.all() if event.fact == "FlowStepped"})


def lines(call: Call, names: Mapping[str, str], *, masked: bool) -> list[tuple[datetime, Line]]:
    """Every line with its time; `masked`: outside numbers are not told in full."""
    return [(event.at, _line(call, event, names, masked)) for event in call.events.all()]


def _line(call: Call, event: CallEvent, names: Mapping[str, str], masked: bool) -> Line:
    after = between(call.arrived_at, event.at)
    data = hide(event.data) if masked else event.data
    return line(event.fact, event.code, event.numbers, data, names=names, after=after)


def marks(call: Call, leg: Leg) -> list[tuple[int, int, str]]:
    """What the waveform marks: hold, and where the recording paused."""
    lasts = leg.recorded_ms
    pauses = [(start, lasts if end is None else end, "pause") for start, end in leg.pauses]
    return sorted([*((mark.start, mark.end, "hold") for mark in holds(call, leg)), *pauses])


def holds(call: Call, leg: Leg) -> list[Mark]:
    """When the customer was on hold during a leg's recording, or his operator asked the one whose leg it is."""
    if not leg.answered_at:
        return []
    asked = leg.asides if leg.kind == leg.Kind.CONSULT else []
    marks, start = [Mark(start, leg.recorded_ms if end is None else end) for start, end in asked], None
    for event in call.events.all():
        if event.at < leg.answered_at or (leg.ended_at and event.at > leg.ended_at):
            continue
        if event.fact == "CallHeld":
            start = between(leg.answered_at, event.at)
        elif event.fact in {"CallResumed", "LegEnded"} and start is not None:
            marks.append(Mark(start, between(leg.answered_at, event.at)))
            start = None
    return sorted(set(marks))
