"""Durations and times of day as people write them in a scenario."""

from __future__ import annotations

import re

UNITS = {"ms": 1, "s": 1_000, "min": 60_000, "h": 3_600_000}
PART = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|min|h)\s*")


class Span(int):
    """Milliseconds, written «20 s», «1.5 min» or «1 h 30 min»."""

    __slots__ = ()


class Clock(int):
    """Milliseconds since midnight, written «09:30»; «24:00» is the day's end."""

    __slots__ = ()


def span(text: object) -> Span:
    """Read a duration; ValueError for anything else."""
    found, end = 0.0, 0
    if isinstance(text, str):
        while part := PART.match(text, end):
            found += float(part[1]) * UNITS[part[2]]
            end = part.end()
    if not end or end != len(str(text)):
        raise ValueError(f"{text!r} is no duration: write it with its unit, as in '20 s', '3 min' or '1 h 30 min'")
    return Span(round(found))


def clock(text: object) -> Clock:
    """Read a time of day; ValueError for anything else."""
    part = re.fullmatch(r"(\d{1,2}):(\d\d)", text) if isinstance(text, str) else None
    if part is None or int(part[2]) > 59 or int(part[1]) * 60 + int(part[2]) > 24 * 60:
        raise ValueError(f"{text!r} is no time of day: write it as in '09:30'")
    return Clock((int(part[1]) * 60 + int(part[2])) * 60_000)


def told(ms: float) -> str:
    """A duration for a person: «0:07», «3:20», «1:02:03»."""
    seconds = round(ms / 1000)
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
