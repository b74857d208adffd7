"""A thin ARI client: events on one WebSocket as they come, requests on it and a few more, in order for each call."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import msgspec
import structlog

from gudok.edges.asterisk.events import AnyEvent, RESTResponse, decode
from gudok.edges.asterisk.process import authorization
from gudok.edges.asterisk.wire import Wire

log = structlog.get_logger()

LIMIT = 5.0
"""Seconds a request may take."""
PATIENCE = 30.0
"""The same for what is known to take long."""
SILENCE = 10.0
"""Seconds between pings; a connection that does not answer one is closed."""
FAREWELL = 0.5
"""Seconds a connection that we drop may take to say goodbye: an Asterisk that hangs never does."""
BIGGEST = 64 * 1024 * 1024
"""Bytes of the longest message: the list of all channels of a big centre."""


class AriError(Exception):
    """Asterisk refused a request; `status` is as in HTTP."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(f"{status} {text}")
        self.status = status


class Query(msgspec.Struct, frozen=True):
    name: str
    value: str


class Request(msgspec.Struct, frozen=True, tag_field="type", tag="RESTRequest", omit_defaults=True):
    """A request over the WebSocket."""

    request_id: str
    method: str
    uri: str
    query_strings: tuple[Query, ...] = ()
    content_type: str = ""
    message_body: str = ""


class Ari:
    """A connection to one Asterisk under an application's name. A broken one is thrown away, never mended."""

    def __init__(self, url: str, app: str, password: str) -> None:
        self.url = url
        self.app = app
        self.headers = authorization(password)
        self.over_http = False
        self.sent = 0
        self.waiting: dict[str, asyncio.Future[str]] = {}
        self.session: aiohttp.ClientSession | None = None
        self.socket: aiohttp.ClientWebSocketResponse | None = None
        self.wires: list[Wire] = []
        self.readers: list[asyncio.Task[None]] = []
        self.lanes: dict[str, asyncio.Task[str]] = {}

    async def open(self) -> None:
        """Connect; raises aiohttp.ClientError, OSError or TimeoutError."""
        self.session = aiohttp.ClientSession(headers=self.headers)
        self.socket = (await self.connect(self.session, self.app)).socket

    async def widen(self, lanes: int) -> None:
        """Open more WebSockets, for requests only; raises as `open` does.

        Asterisk does the requests of one after the other, and ringing a telephone takes it a while: on a single one
        every call would stand behind all others. Their names are new each time: nobody subscribes to anything there.
        """
        if self.session is None:
            raise ConnectionError("not connected")
        for _ in range(lanes):
            wire = await self.connect(self.session, f"{self.app}-{secrets.token_hex(6)}")
            self.readers.append(asyncio.create_task(self.read_answers(wire)))

    async def connect(self, session: aiohttp.ClientSession, app: str) -> Wire:
        async with asyncio.timeout(LIMIT):
            socket = await session.ws_connect(
                f"{self.url}/ari/events",
                params={"app": app},
                heartbeat=SILENCE,
                max_msg_size=BIGGEST,
                timeout=aiohttp.ClientWSTimeout(ws_close=FAREWELL),
            )
        self.wires.append(Wire(socket))
        return self.wires[-1]

    async def read_answers(self, wire: Wire) -> None:
        """Read a WebSocket that is for requests only; with it the whole connection ends."""
        async for message in wire.socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                event = decode(message.data)
                if isinstance(event, RESTResponse):
                    self.answer(event)
        if self.socket is not None:
            await self.socket.close()

    async def close(self) -> None:
        """Drop the connection; whoever waits for an answer gets a ConnectionError."""
        for reader in self.readers:
            reader.cancel()
        for future in self.waiting.values():
            if not future.done():
                future.set_exception(ConnectionError("the link to Asterisk broke"))
                future.exception()  # Nobody has to look at it.
        self.waiting.clear()
        # The one with our name first: by the time we are done, Asterisk is too, and the name may come back at once.
        for wires in (self.wires[:1], self.wires[1:]):
            await asyncio.gather(*(wire.close() for wire in wires))
        if self.session is not None:
            await self.session.close()

    async def events(self) -> AsyncIterator[AnyEvent]:
        """Events until the connection ends; answers to requests are handed to those who wait and not shown."""
        if self.socket is None:
            raise ConnectionError("not connected")
        async for message in self.socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            try:
                event = decode(message.data)
            except msgspec.DecodeError as error:
                log.warning("event not understood", error=str(error), event=message.data[:500])
                continue
            if isinstance(event, RESTResponse):
                self.answer(event)
            elif event is not None:
                yield event

    def answer(self, response: RESTResponse) -> None:
        future = self.waiting.pop(response.request_id, None)
        if future is None or future.done():
            return
        if response.status_code < 300:
            future.set_result(response.message_body)
        else:
            future.set_exception(AriError(response.status_code, response.message_body))

    def send(
        self, method: str, uri: str, query: Mapping[str, str | int] | None = None, body: object = None, lane: str = ""
    ) -> asyncio.Future[str]:
        """Send a request now; the answer's text comes in the future, or AriError, TimeoutError, ConnectionError.

        Requests of one `lane` are carried out in the order sent, and so are those of none.
        """
        if self.over_http:
            return self.send_http(method, uri, query or {}, body, lane)
        loop = asyncio.get_running_loop()
        self.sent += 1
        request_id = str(self.sent)
        future: asyncio.Future[str] = loop.create_future()
        text = "" if body is None else msgspec.json.encode(body).decode()
        request = Request(
            request_id,
            method,
            uri,
            tuple(Query(name, str(value)) for name, value in (query or {}).items()),
            "application/json" if text else "",
            text,
        )
        self.waiting[request_id] = future
        limit = loop.call_later(LIMIT, self.expire, request_id, f"{method} {uri}")
        future.add_done_callback(lambda _: limit.cancel())
        self.wire(lane).send(msgspec.json.encode(request))
        return future

    def wire(self, lane: str) -> Wire:
        """Where a lane's requests go: always the same way."""
        more = len(self.wires) - 1
        return self.wires[1 + hash(lane) % more] if lane and more > 0 else self.wires[0]

    def expire(self, request_id: str, what: str) -> None:
        future = self.waiting.pop(request_id, None)
        if future is not None and not future.done():
            future.set_exception(TimeoutError(f"Asterisk did not answer in {LIMIT:g} s: {what}"))

    async def get(self, uri: str, query: Mapping[str, str | int] | None = None) -> str:
        """Read something."""
        return await self.send("GET", uri, query)

    async def beside(
        self, method: str, uri: str, query: Mapping[str, str | int] | None = None, limit: float = PATIENCE
    ) -> str:
        """Ask over HTTP what takes long (a list of everything, a reload): on the WebSocket, calls would wait for it."""
        return await self.over(method, uri, query or {}, None, None, limit)

    def send_http(
        self, method: str, uri: str, query: Mapping[str, str | int], body: object, lane: str
    ) -> asyncio.Future[str]:
        """For an Asterisk without requests over the WebSocket: plain HTTP, one after the other in each lane."""
        before = self.lanes.get(lane) if lane else None
        task = asyncio.create_task(self.over(method, uri, query, body, before, LIMIT))
        if lane:
            self.lanes[lane] = task
            task.add_done_callback(lambda done: self.leave(lane, done))
        return task

    def leave(self, lane: str, done: asyncio.Task[str]) -> None:
        if self.lanes.get(lane) is done:
            del self.lanes[lane]

    async def over(
        self,
        method: str,
        uri: str,
        query: Mapping[str, str | int],
        body: object,
        before: asyncio.Task[str] | None,
        limit: float,
    ) -> str:
        if before is not None:
            await asyncio.wait([before])
        if self.session is None or self.session.closed:
            raise ConnectionError("the link to Asterisk broke")
        more: dict[str, Any] = {"params": dict(query), "timeout": aiohttp.ClientTimeout(total=limit)}
        if body is not None:
            more["json"] = body
        try:
            async with self.session.request(method, f"{self.url}/ari/{uri}", **more) as response:
                text = await response.text()
        except aiohttp.ClientError as error:
            raise ConnectionError(str(error)) from error
        if response.status >= 300:
            raise AriError(response.status, text)
        return text
