"""Rate limits: so many requests a minute for each token or person, counted in this process's memory."""

from __future__ import annotations

import time
from typing import NamedTuple

WINDOW = 60


class Allowance(NamedTuple):
    """What is left of the minute: `left` may be -1, which means refused; `reset` in whole seconds."""

    limit: int
    left: int
    reset: int

    @property
    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(self.left, 0)),
            "RateLimit-Reset": str(self.reset),
        }


class Limiter:
    """Counts by key in windows of a minute; the counts of a past minute are forgotten together."""

    def __init__(self) -> None:
        self._window = 0
        self._counts: dict[str, int] = {}

    def take(self, key: str, limit: int) -> Allowance:
        """Count one request."""
        now = time.time()
        if int(now) // WINDOW != self._window:
            self._window, self._counts = int(now) // WINDOW, {}
        used = self._counts.get(key, 0) + 1
        if used <= limit:
            self._counts[key] = used
        return Allowance(limit, max(limit - used, -1), WINDOW - int(now) % WINDOW)

    def clear(self) -> None:
        self._counts.clear()


limiter = Limiter()
