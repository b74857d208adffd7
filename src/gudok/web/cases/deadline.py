"""When so many working hours are over. Pure: hours of the week, holidays and special days, in the centre's zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from gudok.core.hours.rules import hours_of

if TYPE_CHECKING:
    from datetime import date

    from gudok.core.hours.rules import Schedule

AHEAD = 1000
"""So many days a count goes on: hours that are never open give no deadline."""


def working(schedule: Schedule | None, zone: str, since: datetime, hours: int) -> datetime | None:
    """The moment when `hours` of the schedule (None: of any day and night) have passed since then; UTC.

    None for no hours, and where the schedule has not so many within about three years. Hours are the clock's: on the
    night the clocks change they are as long as they really were.
    """
    if not hours:
        return None
    left = timedelta(hours=hours)
    if schedule is None:
        return since + left
    today = since.astimezone(ZoneInfo(zone)).date()
    for ahead in range(AHEAD):
        for start, end in _spans(schedule, zone, today + timedelta(days=ahead)):
            open_for = end - max(start, since)
            if open_for >= left:
                return max(start, since) + left
            left -= max(open_for, timedelta())
    return None


def _spans(schedule: Schedule, zone: str, day: date) -> list[tuple[datetime, datetime]]:
    """The day's stretches as moments (UTC)."""

    def moment(minute: int) -> datetime:
        at = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001 the zone comes next
        return at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)

    return [(moment(start), moment(end)) for start, end in hours_of(schedule, day)[1]]
