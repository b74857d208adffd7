"""When a number or a queue is open: hours of the week, holidays and special days, in the centre's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

Spans = tuple[tuple[int, int], ...]
"""Stretches of a day, from and to in minutes since its midnight; 1440 is the day's end."""
AHEAD = 400
"""How many days a look for the next change goes."""


class SpecialDay(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A date (ISO 8601) whose hours are its own; none at all on a holiday."""

    date: str
    name: str = ""
    open: Spans = ()


class Schedule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Opening hours. `week`: the stretches of Monday to Sunday.

    Who calls at other times hears the prompts `closed`; with `wish` he may press 1 there to be called back, and then
    hears `thanks`.
    """

    id: str
    name: str
    week: tuple[Spans, ...] = ()
    days: tuple[SpecialDay, ...] = ()
    closed: tuple[str, ...] = ()
    wish: bool = False
    thanks: tuple[str, ...] = ()


class Opening(Struct, frozen=True):
    """Whether it is open, by which rule (`open_hours`, `closed_hours` or `closed_day`), and the special day's name."""

    open: bool
    code: str
    day: str = ""


def opening(schedule: Schedule, zone: str, at: int) -> Opening:
    """Whether a schedule is open at a time (UTC ms)."""
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone))
    minute = local.hour * 60 + local.minute
    special, spans = hours_of(schedule, local.date())
    if any(start <= minute < end for start, end in spans):
        return Opening(True, "open_hours", special.name if special else "")
    return Opening(False, "closed_day" if special else "closed_hours", special.name if special else "")


def hours_of(schedule: Schedule, day: date) -> tuple[SpecialDay | None, Spans]:
    """The day's stretches, and the special day it is."""
    special = next((one for one in schedule.days if one.date == day.isoformat()), None)
    if special is not None:
        return special, special.open
    return None, schedule.week[day.weekday()] if schedule.week else ()


def next_change(schedule: Schedule, zone: str, at: int) -> int:
    """When it opens or closes next (UTC ms); 0 when not within a year."""
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone))
    now = opening(schedule, zone, at).open
    for ahead in range(AHEAD):
        day = local.date() + timedelta(days=ahead)
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
        edges = sorted({minute for span in hours_of(schedule, day)[1] for minute in span} | {0})
        for minute in edges:
            # Hours are the clock's: on the night the clocks change they stay what the clock shows.
            then = round((midnight + timedelta(minutes=minute)).timestamp() * 1000)
            if then > at and opening(schedule, zone, then).open != now:
                return then
    return 0
