"""Timers: the state says what is due, this wakes up for it."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable

from gudok.core.state import State
from gudok.core.words import Output, WakeAt


class Timers:
    """A heap beside `state.timers`. An entry that the state has moved or forgotten meanwhile wakes nobody."""

    def __init__(self, state: State, now: Callable[[], int], woke: Callable[[str], None]) -> None:
        self.state = state
        self.now = now
        self.woke = woke
        self.heap: list[tuple[int, str]] = []
        self.handle: asyncio.TimerHandle | None = None

    def rearm(self) -> None:
        """After a restart: everything the state still waits for."""
        self.heap = [(time, key) for key, time in self.state.timers.items()]
        heapq.heapify(self.heap)
        self.schedule()

    def take(self, output: Output) -> bool:
        """Take a WakeAt; False when the output is another command."""
        if type(output) is not WakeAt:
            return False
        heapq.heappush(self.heap, (output.time, output.key))
        if self.heap[0] == (output.time, output.key):
            self.schedule()
        return True

    def schedule(self) -> None:
        if self.handle is not None:
            self.handle.cancel()
            self.handle = None
        # Most timers are of what has happened before them: they are let go of here, and wake nobody in vain.
        while self.heap and self.state.timers.get(self.heap[0][1]) != self.heap[0][0]:
            heapq.heappop(self.heap)
        if self.heap:
            delay = max(0, self.heap[0][0] - self.now()) / 1000
            self.handle = asyncio.get_running_loop().call_later(delay, self.fire)

    def fire(self) -> None:
        self.handle = None
        now = self.now()
        while self.heap and self.heap[0][0] <= now:
            time, key = heapq.heappop(self.heap)
            if self.state.timers.get(key) == time:
                self.woke(key)
        self.schedule()
