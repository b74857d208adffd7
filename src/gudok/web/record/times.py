"""The journal's milliseconds and the rows' datetimes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(ms: int) -> datetime:
    """UTC milliseconds as a datetime, exactly."""
    return _EPOCH + timedelta(milliseconds=ms)


def between(start: datetime | None, end: datetime) -> int:
    """Milliseconds from `start` to `end`, never negative; 0 without a start."""
    return max(0, round((end - start) / timedelta(milliseconds=1))) if start else 0
