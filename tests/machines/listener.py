"""A program that listens to the event stream, as browsers and libraries do."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

import aiohttp
import msgspec

from gudok.edges.journal.sqlite import JournalReader

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from browser.stage import Stage


class Listener:
    """Listens like a browser's EventSource: remembers the last id, comes again when the line breaks."""

    def __init__(self, url: str, token: str, since: int | str) -> None:
        self.url, self.headers, self.last = url, {"Authorization": f"Bearer {token}"}, str(since)
        self.events: list[dict[str, Any]] = []
        self.connected = 0

    async def run(self) -> None:
        async with aiohttp.ClientSession() as client:
            while True:
                with contextlib.suppress(aiohttp.ClientError, OSError):
                    await self._once(client)
                await asyncio.sleep(0.05)

    async def _once(self, client: aiohttp.ClientSession) -> None:
        headers = self.headers | {"Last-Event-ID": self.last}
        async with client.get(self.url, headers=headers) as response:
            assert response.status == 200, await response.text()
            self.connected += 1
            fields: dict[str, str] = {}
            async for line in response.content:
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    fields[name] = value
                    continue
                self.last = fields.get("id", self.last)
                if "data" in fields:
                    self.events.append(msgspec.json.decode(fields["data"]))
                fields = {}

    async def until(self, kind: str, call: str = "", seconds: float = 20) -> None:
        async with asyncio.timeout(seconds):
            while not any(event["type"] == kind and event["call"] == call for event in self.events):
                await asyncio.sleep(0.02)

    def told(self) -> list[tuple[str, str]]:
        return [(event["type"], event["call"]) for event in self.events]


@contextlib.asynccontextmanager
async def listening(stage: Stage, token: str, query: str = "", since: int | None = None) -> AsyncIterator[Listener]:
    start = JournalReader(stage.data.journal).last() if since is None else since
    listener = Listener(f"{stage.url}/api/v1/events?{query}", token, start)
    task = asyncio.create_task(listener.run())
    try:
        yield listener
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
