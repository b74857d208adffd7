"""Days of the centre's zone, and how much of a day's breaks an operator has used: pure arithmetic."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gudok.core.settings import Break


@cache
def zone_of(name: str) -> ZoneInfo:
    """The zone of a name; UTC for a name nobody knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def day_of(zone: str, at: int) -> int:
    """The day of a moment, as a number that grows by one each midnight."""
    return datetime.fromtimestamp(at / 1000, zone_of(zone)).toordinal()


def midnight(zone: str, day: int) -> int:
    """The moment (UTC ms) a day begins."""
    begin = datetime.fromordinal(day).replace(tzinfo=zone_of(zone))
    return int(begin.timestamp()) * 1000


def used(spent: dict[str, int], counted: int, reason: str, day: int) -> int:
    """What was used of a break on `day`, when `spent` tells of day `counted`."""
    return spent.get(reason, 0) if counted == day else 0


def add(
    zone: str, spent: dict[str, int], counted: int, reason: str, since: int, until: int
) -> tuple[int, dict[str, int]]:
    """Count a break from `since` to `until`: the day it ended on, and what that day has used; no earlier one."""
    day = day_of(zone, until)
    kept = dict(spent) if counted == day else {}
    kept[reason] = kept.get(reason, 0) + max(0, until - max(since, midnight(zone, day)))
    return day, kept


def break_end(zone: str, rule: Break | None, spent: dict[str, int], counted: int, since: int) -> int:
    """When a break that began at `since` has lasted as long as it may; 0 for one without limit.

    What the day allows begins anew at midnight, in mid-break too.
    """
    if rule is None:
        return 0
    ends = [since + rule.once] if rule.once else []
    if rule.daily:
        day = day_of(zone, since)
        left = max(0, rule.daily - used(spent, counted, rule.id, day))
        next_day = midnight(zone, day + 1)
        ends.append(since + left if since + left <= next_day else next_day + rule.daily)
    return min(ends, default=0)
