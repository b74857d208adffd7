"""One browser's stream: bytes waiting to be sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from gudok.web.live.replica import Replica

MOST = 1_000_000
"""Bytes a slow browser may fall behind; then the stream ends, and the browser comes back for the whole picture."""


class Stream:
    """Bytes put by the hub, taken by one response. `topics_of` tells its topics, anew after each change of settings."""

    def __init__(self, topics_of: Callable[[Replica], tuple[str, ...]]) -> None:
        self.topics_of = topics_of
        self.topics: tuple[str, ...] = ()
        self._waiting: list[bytes] = []
        self._size = 0
        self._ready = asyncio.Event()

    def put(self, data: bytes) -> None:
        self._waiting.append(data)
        self._size += len(data)
        self._ready.set()

    async def chunks(self, seconds: float) -> AsyncIterator[bytes]:
        """What was put, as it comes, for at most so many seconds."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while self._size < MOST and (left := end - loop.time()) > 0:
            try:
                async with asyncio.timeout(left):
                    await self._ready.wait()
            except TimeoutError:
                return
            self._ready.clear()
            data, self._waiting, self._size = b"".join(self._waiting), [], 0
            yield data
