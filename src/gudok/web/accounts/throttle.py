"""Guessing passwords is made slow: an address that was wrong too often must wait, for one login or for all.

A login is never closed to everybody: else anyone could lock an operator out.
"""

from __future__ import annotations

import time
from collections import deque
from threading import Lock

WINDOW = 300.0
"""Seconds a wrong password is remembered."""
MOST_BY_LOGIN = 10
MOST_BY_ADDRESS = 50
"""Many people may share an address; few of them forget their passwords at once."""


class Throttle:
    """Counts failures by key in this process's memory; a restart forgets them, which helps no guesser."""

    def __init__(self) -> None:
        self._failures: dict[tuple[str, str], deque[float]] = {}
        self._lock = Lock()

    def is_closed(self, login: str, address: str) -> bool:
        """True while this address has failed too often, with this login or altogether."""
        now = time.monotonic()
        with self._lock:
            by_login, by_address = self._recent((login, address), now), self._recent(("", address), now)
            return len(by_login) >= MOST_BY_LOGIN or len(by_address) >= MOST_BY_ADDRESS

    def failed(self, login: str, address: str) -> None:
        now = time.monotonic()
        with self._lock:
            for key in ((login, address), ("", address)):
                self._failures.setdefault(key, deque(maxlen=MOST_BY_ADDRESS)).append(now)
            self._forget_old(now)

    def succeeded(self, login: str, address: str) -> None:
        with self._lock:
            self._failures.pop((login, address), None)

    def clear(self) -> None:
        self._failures.clear()

    def _recent(self, key: tuple[str, str], now: float) -> deque[float]:
        times = self._failures.get(key, deque())
        while times and times[0] < now - WINDOW:
            times.popleft()
        return times

    def _forget_old(self, now: float) -> None:
        for key in [key for key in self._failures if not self._recent(key, now)]:
            del self._failures[key]


throttle = Throttle()
