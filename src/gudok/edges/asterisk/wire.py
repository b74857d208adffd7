"""One WebSocket to Asterisk and its one writer, so that frames leave in the order they were given."""

from __future__ import annotations

import asyncio

import aiohttp
import structlog

log = structlog.get_logger()


class Wire:
    """Writes what it is given; reading is its owner's."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.outbox: asyncio.Queue[bytes] = asyncio.Queue()
        self.writer = asyncio.create_task(self.write())

    def send(self, frame: bytes) -> None:
        self.outbox.put_nowait(frame)

    async def write(self) -> None:
        while True:
            frame = await self.outbox.get()
            try:
                await self.socket.send_frame(frame, aiohttp.WSMsgType.TEXT)
            except (aiohttp.ClientError, OSError) as error:
                log.warning("request not sent", error=repr(error))
                return

    async def close(self) -> None:
        self.writer.cancel()
        await self.socket.close()
