"""One browser's stream: bytes waiting to be sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from gudok.web.live.replica import Replica

MOST = 1_000_000
"""Bytes a slow browser may fall behind; then the stream ends, and the browser comes again and begins anew."""


class Stream:
    """Bytes put by the hub, taken by one response. `topics_of` tells its topics, anew after each change of settings."""

    def __init__(self, topics_of: Callable[[Replica], tuple[str, ...]]) -> None:
        self.topics_of = topics_of
        self.topics: tuple[str, ...] = ()
        self._waiting: list[bytes] = []
        self._size = 0
        self._begun = False
        self.over = False
        self._ready = asyncio.Event()

    def begin(self, data: bytes) -> None:
        """What a screen starts from. It does not count: a large centre's picture alone may be more than MOST."""
        if self._begun:
            self.end()
        if not self.over:
            self._begun = True
            self._waiting.append(data)
            self._ready.set()

    def put(self, data: bytes) -> None:
        """What changed; the stream ends when the browser has fallen too far behind."""
        if self.over:
            return
        self._waiting.append(data)
        self._size += len(data)
        if self._size >= MOST:
            self.end()
        else:
            self._ready.set()

    def end(self) -> None:
        """Nothing more is sent. A stalled browser holds back its response, not the hub: nothing may gather for it."""
        self.over = True
        self._waiting.clear()
        self._ready.set()

    def take(self) -> bytes:
        """What waits to be sent; from now on nothing does."""
        self._ready.clear()
        data, self._waiting, self._size, self._begun = b"".join(self._waiting), [], 0, False
        return data

    async def chunks(self, seconds: float) -> AsyncIterator[bytes]:
        """What was put, as it comes, for at most so many seconds or until too much waited."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not self.over and (left := end - loop.time()) > 0:
            try:
                async with asyncio.timeout(left):
                    await self._ready.wait()
            except TimeoutError:
                return
            if data := self.take():
                yield data
