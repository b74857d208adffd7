"""A caller's telephone for tests that are not asynchronous: it lives in a loop of its own thread."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from telephony.phone import Call, Phone
from telephony.wait import until

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")

TONE = 440.0


class Callers:
    """Dials into a centre at a SIP port; every caller speaks with one tone. Operators' telephones live there too."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.phones: list[Phone] = []
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.phone = self.run(Phone("caller", port, "", TONE).start())

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def dial(self, number: str, shown: str) -> Call:
        return self.run(self.phone.dial(number, shown))

    def operator(self, endpoint: str, secret: str, hertz: float) -> Phone:
        """An operator's telephone, registered."""
        phone = self.run(Phone(endpoint, self.port, secret, hertz).start())
        self.phones.append(phone)
        assert self.run(phone.register()).status == 200
        return phone

    def hang_up(self, call: Call) -> None:
        self.loop.call_soon_threadsafe(call.hang_up)

    def wait(self, true: Callable[[], object], what: str) -> None:
        """Wait until something is so at the caller's end."""
        self.run(until(true, what))

    def close(self) -> None:
        for phone in (self.phone, *self.phones):
            self.run(phone.stop())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.loop.close()
