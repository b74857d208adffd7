"""A thin ARI client: events on one WebSocket as they come, requests on it and a few more, in order for each call."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
import msgspec
import structlog

from gudok.edges.asterisk.events import AnyEvent, RESTResponse, decode
from gudok.edges.asterisk.process import authorization
from gudok.edges.asterisk.sent import Sent
from gudok.edges.asterisk.wire import Wire, connect

log = structlog.get_logger()

LIMIT = 5.0
"""Seconds a request may take."""
PATIENCE = 30.0
"""The same for what is known to take long."""


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


encoder = msgspec.json.Encoder()


def ignore(_: AnyEvent) -> None:
    """What a connection that is being dropped still hears."""


class Ari:
    """A connection to one Asterisk under an application's name. A broken one is thrown away, never mended.

    `heard` is told every event but the answers to requests, which are handed to those who sent them.
    """

    def __init__(self, url: str, app: str, password: str, heard: Callable[[AnyEvent], None]) -> None:
        self.url = url
        self.app = app
        self.heard = heard
        self.headers = authorization(password)
        self.over_http = False
        self.number = 0
        self.waiting: dict[str, Sent] = {}
        self.due: deque[tuple[float, str, str]] = deque()
        self.watch: asyncio.TimerHandle | None = None
        self.session: aiohttp.ClientSession | None = None
        self.wires: list[Wire] = []
        self.lanes: dict[str, asyncio.Task[None]] = {}
        self.broken = asyncio.Event()

    async def open(self) -> None:
        """Connect; raises aiohttp.ClientError, OSError or TimeoutError."""
        self.session = aiohttp.ClientSession(headers=self.headers)
        await self.connect(self.app)

    async def widen(self, lanes: int) -> None:
        """Open more WebSockets, for requests only; raises as `open` does.

        Asterisk does the requests of one after the other, and ringing a telephone takes it a while: on a single one
        every call would stand behind all others. Their names are new each time: nobody subscribes to anything there.
        """
        for _ in range(lanes):
            await self.connect(f"{self.app}-{secrets.token_hex(6)}")

    async def connect(self, app: str) -> None:
        where = f"{self.url.replace('http', 'ws', 1)}/ari/events?app={app}"
        self.wires.append(await connect(where, self.headers, self.read, self.broken.set))

    async def ended(self) -> None:
        """Wait until one of the WebSockets is gone, and with it the whole connection."""
        await self.broken.wait()

    async def close(self) -> None:
        """Drop the connection; whoever waits for an answer gets a ConnectionError."""
        self.heard = ignore
        if self.watch is not None:
            self.watch.cancel()
        waiting, self.waiting = self.waiting, {}
        for sent in waiting.values():
            sent.end(error=ConnectionError("the link to Asterisk broke"))
        # The one with our name first: by the time we are done, Asterisk is too, and the name may come back at once.
        for wires in (self.wires[:1], self.wires[1:]):
            await asyncio.gather(*(wire.close() for wire in wires))
        if self.session is not None:
            await self.session.close()

    def tear(self) -> None:
        """Break the connection as a cut cable does."""
        for wire in self.wires:
            wire.tear()

    def read(self, message: bytes) -> None:
        """Take one message of Asterisk's."""
        try:
            event = decode(message)
        except msgspec.DecodeError as error:
            log.warning("event not understood", error=str(error), event=message[:500])
            return
        if isinstance(event, RESTResponse):
            self.answer(event)
        elif event is not None:
            self.heard(event)

    def answer(self, response: RESTResponse) -> None:
        sent = self.waiting.pop(response.request_id, None)
        if sent is None:
            return
        if response.status_code < 300:
            sent.end(response.message_body)
        else:
            sent.end(error=AriError(response.status_code, response.message_body))

    def send(
        self, method: str, uri: str, query: Mapping[str, str | int] | None = None, body: object = None, lane: str = ""
    ) -> Sent:
        """Send a request now; it ends with the answer's text, or AriError, TimeoutError, ConnectionError.

        Requests of one `lane` are carried out in the order sent, and so are those of none.
        """
        if self.over_http:
            return self.send_http(method, uri, query or {}, body, lane)
        sent = Sent()
        if self.broken.is_set():
            sent.end(error=ConnectionError("the link to Asterisk broke"))
            return sent
        self.number += 1
        request_id = str(self.number)
        text = "" if body is None else msgspec.json.encode(body).decode()
        request = Request(
            request_id,
            method,
            uri,
            tuple(Query(name, str(value)) for name, value in query.items()) if query else (),
            "application/json" if text else "",
            text,
        )
        self.waiting[request_id] = sent
        self.limit(request_id, f"{method} {uri}")
        self.wire(lane).send(encoder.encode(request))
        return sent

    def wire(self, lane: str) -> Wire:
        """Where a lane's requests go: always the same way."""
        more = len(self.wires) - 1
        return self.wires[1 + hash(lane) % more] if lane and more > 0 else self.wires[0]

    def limit(self, request_id: str, what: str) -> None:
        """Have a request given up when its time is over; all may take as long, so one timer watches the oldest."""
        self.due.append((asyncio.get_running_loop().time() + LIMIT, request_id, what))
        if self.watch is None:
            self.watch = asyncio.get_running_loop().call_later(LIMIT, self.expire)

    def expire(self) -> None:
        """Give up what has waited too long, and watch the next one that still waits."""
        loop, self.watch = asyncio.get_running_loop(), None
        while self.due:
            time, request_id, what = self.due[0]
            if request_id in self.waiting and time > loop.time():
                self.watch = loop.call_at(time, self.expire)
                return
            self.due.popleft()
            sent = self.waiting.pop(request_id, None)
            if sent is not None:
                sent.end(error=TimeoutError(f"Asterisk did not answer in {LIMIT:g} s: {what}"))

    async def get(self, uri: str, query: Mapping[str, str | int] | None = None) -> str:
        """Read something."""
        return await self.send("GET", uri, query)

    async def beside(
        self, method: str, uri: str, query: Mapping[str, str | int] | None = None, limit: float = PATIENCE
    ) -> str:
        """Ask over HTTP what takes long (a list of everything, a reload): on the WebSocket, calls would wait for it."""
        return await self.over(method, uri, query or {}, None, None, limit)

    def send_http(self, method: str, uri: str, query: Mapping[str, str | int], body: object, lane: str) -> Sent:
        """For an Asterisk without requests over the WebSocket: plain HTTP, one after the other in each lane."""
        sent = Sent()
        before = self.lanes.get(lane) if lane else None

        async def run() -> None:
            try:
                sent.end(await self.over(method, uri, query, body, before, LIMIT))
            except (AriError, OSError) as error:
                sent.end(error=error)

        task = asyncio.create_task(run())
        self.lanes[lane or f"{id(task)}"] = task
        task.add_done_callback(lambda done: self.leave(done, lane))
        return sent

    def leave(self, done: asyncio.Task[None], lane: str) -> None:
        key = lane or f"{id(done)}"
        if self.lanes.get(key) is done:
            del self.lanes[key]

    async def over(
        self,
        method: str,
        uri: str,
        query: Mapping[str, str | int],
        body: object,
        before: asyncio.Task[None] | None,
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
