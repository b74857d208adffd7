"""What a trial came to, as it is kept: two reports and their differences, and what really happened."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct, field

from gudok.twin.figures import ALL
from gudok.twin.fit import Day
from gudok.twin.many import Difference, Report

MOST_WORKERS = 300
"""Of more operators the list is not kept."""
LEVEL_OFF, LOST_OFF = 0.05, 0.03
"""The twin's exam: so far (of 1) service level and the share of lost calls may be from what happened."""
WAIT_OFF, WAIT_LEAST = 0.25, 5_000
"""The mean wait may be off by this share, or by so many ms where that is more."""


class Outcome(Struct):
    """`real`: see `happened`; `scopes`: the differences of everybody's calls and of each queue's."""

    reports: list[Report]
    scopes: dict[str, dict[str, Difference]]
    real: dict[str, float] = field(default_factory=dict)


def kept(outcome: Outcome) -> Any:
    """As JSON can hold it."""
    for report in outcome.reports:
        if len(report.workers) > MOST_WORKERS:
            report.workers = {}
    return msgspec.to_builtins(outcome)


def read(data: Any) -> Outcome:
    return msgspec.convert(data, Outcome)


def happened(day: Day) -> dict[str, float]:
    """The day's own figures, by the twin's measures."""
    targets = {queue.id: queue.sl for queue in day.settings.queues}
    calls = day.calls
    of = max(len(calls), 1)
    answered = [call for call in calls if call.answered]
    return {
        "calls": float(len(calls)),
        "level": sum(call.waited <= targets.get(call.queue, 0) for call in answered) / of,
        "answered": len(answered) / of,
        "lost": sum(call.lost for call in calls) / of,
        "wait": sum(call.waited for call in calls) / of,
        "wait_answered": sum(call.waited for call in answered) / max(len(answered), 1),
        "occupancy": occupancy(day),
    }


def occupancy(day: Day) -> float:
    spent = dict.fromkeys(("talking", "ringing", "wrapup", "ready"), 0)
    for stay in day.stays:
        if stay.mode in spent:
            spent[stay.mode] += stay.ended - stay.began
    able = sum(spent.values())
    return (able - spent["ready"]) / able if able else 0.0


def passes(real: dict[str, float], report: Report) -> bool:
    """Whether the twin was near enough to be believed; an interval counts in its favour."""
    found = report.estimates[ALL]
    bounds = {"level": LEVEL_OFF, "lost": LOST_OFF, "wait": max(WAIT_OFF * real["wait"], WAIT_LEAST)}
    return all(abs(found[name].mean - real[name]) <= bound + found[name].half for name, bound in bounds.items())
