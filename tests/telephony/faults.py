"""A proxy before ARI that loses, doubles and delays events, or breaks the link: what a bad day looks like."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp
from aiohttp import web

Fault = Callable[[dict[str, Any]], list[float]]
"""What becomes of an event: seconds after which it is passed on, once for each; [] loses it, [0] is no fault."""


def honest(_: dict[str, Any]) -> list[float]:
    return [0.0]


class Proxy:
    """Listens on a port of its own and passes everything between the engine and one Asterisk."""

    def __init__(self, url: str) -> None:
        self.target = url
        self.fault: Fault = honest
        self.lag: Callable[[], float] = lambda: 0.0
        """Seconds an answer to a request is kept back."""
        self.refuse = False
        self.deaf = False
        self.links: set[web.WebSocketResponse] = set()
        self.tasks: set[asyncio.Task[None]] = set()
        self.passed: list[dict[str, Any]] = []

    async def start(self) -> Proxy:
        application = web.Application()
        application.router.add_get("/ari/events", self.link)
        application.router.add_route("*", "/ari/{tail:.*}", self.request)
        self.runner = web.AppRunner(application, shutdown_timeout=0.1, access_log=None)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        await site.start()
        self.port: int = self.runner.addresses[0][1]
        return self

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        await self.cut()
        await self.runner.cleanup()

    async def cut(self) -> None:
        """Break every link."""
        for link in list(self.links):
            await link.close()

    async def link(self, request: web.Request) -> web.StreamResponse:
        if self.refuse:
            raise web.HTTPServiceUnavailable
        ours = web.WebSocketResponse(timeout=0.5)
        await ours.prepare(request)
        headers = {"Authorization": request.headers["Authorization"]}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.ws_connect(f"{self.target}{request.path_qs}", max_msg_size=0) as theirs,
        ):
            self.links.add(ours)
            down = asyncio.create_task(self.events(theirs, ours))
            async for message in ours:
                if message.type is not aiohttp.WSMsgType.TEXT:
                    break  # a link that was torn, not closed
                if not self.deaf:
                    await theirs.send_str(message.data)
            down.cancel()
            self.links.discard(ours)
        return ours

    async def request(self, request: web.Request) -> web.StreamResponse:
        if self.refuse or self.deaf:
            raise web.HTTPServiceUnavailable
        headers = {"Authorization": request.headers["Authorization"]}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.request(request.method, f"{self.target}{request.path_qs}") as response,
        ):
            return web.Response(status=response.status, body=await response.read())

    async def events(self, theirs: aiohttp.ClientWebSocketResponse, ours: web.WebSocketResponse) -> None:
        async for message in theirs:
            event = json.loads(message.data)
            whole = event["type"] in {"RESTResponse", "ChannelUserevent"}
            if not whole:
                self.passed.append(event)
            for delay in [self.lag()] if whole else self.fault(event):
                if delay:
                    task = asyncio.create_task(self.later(ours, message.data, delay))
                    self.tasks.add(task)
                    task.add_done_callback(self.tasks.discard)
                elif not self.deaf:
                    await ours.send_str(message.data)
        await ours.close()

    async def later(self, ours: web.WebSocketResponse, data: str, delay: float) -> None:
        await asyncio.sleep(delay)
        if not ours.closed:
            await ours.send_str(data)
