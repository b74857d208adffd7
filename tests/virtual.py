"""Time that passes only when nobody has anything to do: an event loop whose clock jumps to the next timer."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from concurrent.futures import Executor, Future
from typing import Any

from centre import T0


class Patient(selectors.DefaultSelector):
    """Looks without waiting; what would have been waited for is added to the loop's clock."""

    waited = 0.0

    def select(self, timeout: float | None = None) -> list:
        ready = super().select(0 if timeout is None or timeout > 0 else timeout)
        if not ready and timeout:
            self.waited += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.patient = Patient()
        super().__init__(self.patient)

    def time(self) -> float:
        return self.patient.waited


class AtOnce(Executor):
    """Runs what it is given at once: a thread would not know that time is virtual."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future:
        future: Future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def clock() -> int:
    """UTC milliseconds of the running virtual loop."""
    return T0 + round(asyncio.get_running_loop().time() * 1000)


def play(story: Coroutine[Any, Any, Any]) -> Any:
    """Run a story to its end in virtual time; whoever still acts then is stopped."""
    loop = VirtualLoop()
    try:
        return loop.run_until_complete(asyncio.wait_for(story, 3600))
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left))
        loop.close()
