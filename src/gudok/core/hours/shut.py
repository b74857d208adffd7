"""Whether a queue takes calls now: closed by hand, or out of its hours."""

from __future__ import annotations

from gudok.core.hours.rules import Schedule, opening
from gudok.core.state import State
from gudok.core.words import Reason


def shut(state: State, queue: str, at: int) -> Reason | None:
    """Why nobody may be sent to a queue at a time (UTC ms), or None when it is open."""
    if queue in state.closed:
        return Reason("queue_closed", {"queue": queue, "by": state.closed[queue].by})
    schedule = state.opens.get(queue)
    return out_of_hours(state, schedule, queue, at) if schedule else None


def out_of_hours(state: State, schedule: Schedule, queue: str, at: int) -> Reason | None:
    """Why a schedule is closed at a time (UTC ms) for calls to a queue, or None when it is open."""
    found = opening(schedule, state.settings.zone, at)
    if found.open:
        return None
    numbers: dict[str, int | str] = {"queue": queue, "schedule": schedule.name}
    if found.day:
        numbers["day"] = found.day
    return Reason("closed_day", numbers) if found.code == "closed_day" else Reason("closed_hours", numbers)
