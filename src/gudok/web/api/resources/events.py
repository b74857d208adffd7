"""The event stream: everything that happens, resumed by its position in the journal and the news."""

from __future__ import annotations

import asyncio
import re
import time
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated

import msgspec
from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from ninja import Query, Router
from pydantic import Field

from gudok.edges.journal.sqlite import JournalReader
from gudok.web.accounts.scope import scope_of
from gudok.web.api.door import open_to
from gudok.web.api.feed import KINDS, Wanted
from gudok.web.api.follow import Feed, Position, at_turn
from gudok.web.api.problems import Problem, invalid
from gudok.web.api.shapes import Body
from gudok.web.live.keeper import aissue, keeper
from gudok.web.live.queries import hub
from gudok.web.news import queries as news

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from gudok.web.api.caller import Caller
    from gudok.web.api.feed import Event
    from gudok.web.live.keeper import Pass

router = Router(tags=["Events"])
POLL = 0.1
"""Seconds between two looks for a new turn."""
NEWS_POLL = 0.5
"""Seconds between two looks for a new piece of news."""
BEAT = 10.0
"""Seconds of silence after which the stream says how far it has come."""
LIFE = 600.0
"""Seconds a stream lives: then the listener comes again. Who loses the right to it is put out at once."""
MOST = 100
"""Streams one process serves at a time."""
LAST = 2**63 - 1
POSITION = r"^[0-9]{1,19}(-[0-9]{1,19})?$"

_open = 0


class EventFilter(Body):
    kind: Annotated[
        str,
        Field(max_length=1000, description="Kinds with commas between, or a kind's first word.", examples=["call"]),
    ] = ""
    queue: Annotated[str, Field(max_length=24, description="A queue's id.")] = ""
    operator: Annotated[str, Field(max_length=24, description="An operator's id.")] = ""
    since: Annotated[
        str,
        Field(
            pattern=rf"^$|{POSITION}",
            description="Begin after this `id`, or after a turn; Last-Event-ID goes before. Empty: from now on.",
        ),
    ] = ""


class KindShown(Body):
    kind: Annotated[str, Field(examples=["call.queued"])]
    says: str


@router.get("/events/kinds", response=list[KindShown], url_name="api_event_kinds", **open_to(""))
def list_kinds(request: HttpRequest) -> list[dict[str, str]]:
    """Every kind of event."""
    return [{"kind": kind, "says": says} for kind, says in KINDS.items()]


@router.get("/events", response={200: bytes}, url_name="api_events", **open_to("live:read", "wall.see", "desk.use"))
async def stream(request: HttpRequest, chosen: Query[EventFilter]) -> StreamingHttpResponse:
    """Server-sent events: `id` says how far the stream is, `event` the kind, `data` is an object like a webhook's.

    The object is {id, type, at, call, queue, operator, data, turn}; see Events in docs/api.md.

    Send the last `id` as `Last-Event-ID` (browsers and SSE libraries do) and nothing is lost, whatever was restarted
    meanwhile; a turn cut in the middle comes again whole, so know an event by its `data.id`. Every 10 seconds of
    silence an `id` alone says how far the stream is. After 10 minutes the stream ends: connect again.
    """
    caller: Caller = request.caller  # type: ignore[attr-defined]
    wanted = await _wanted(caller, chosen)
    since = _since(request, chosen)
    if _open >= MOST:
        raise Problem(429, "too_many", "Too many streams are open.", {"Retry-After": "30"})
    session = "" if caller.scopes is not None else request.session.session_key or ""
    given = await aissue(caller.person.pk, session, caller.token)
    body = _chunks(wanted, since, caller.masked, given)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingHttpResponse(body, content_type="text/event-stream", headers=headers)


def open_streams() -> int:
    """How many programs listen to this process."""
    return _open


async def _wanted(caller: Caller, chosen: EventFilter) -> Wanted:
    kinds = frozenset(kind.strip() for kind in chosen.kind.split(",") if kind.strip())
    known = KINDS.keys() | {kind.split(".")[0] for kind in KINDS}
    if kinds - known:
        raise invalid([{"field": "kind", "code": "unknown", "message": f"No such kind: {min(kinds - known)}"}])
    scope = await sync_to_async(scope_of)(caller.person)
    of = scope and (scope.queues, scope.operators)
    rights = caller.rights
    seen = ("talk.listen" in rights, "wall.see" in rights, "orders.see" in rights, "cases.see" in rights)
    return Wanted(kinds, chosen.queue, chosen.operator, of, *seen)


def _since(request: HttpRequest, chosen: EventFilter) -> tuple[int, ...]:
    """The numbers of the position somebody comes with: turn and news, the turn alone, or none."""
    header = request.headers.get("Last-Event-ID", "")
    numbers = tuple(int(part) for part in said.split("-")) if (said := _checked(header) or chosen.since) else ()
    if any(number > LAST for number in numbers):
        raise _no_position()
    return numbers


def _checked(header: str) -> str:
    if header and not re.fullmatch(POSITION, header):
        raise _no_position()
    return header


def _no_position() -> Problem:
    return Problem(400, "bad_request", "Last-Event-ID and since are the id of an event, or the number of a turn.")


async def _chunks(wanted: Wanted, since: tuple[int, ...], masked: bool, given: Pass) -> AsyncIterator[bytes]:
    global _open
    _open += 1
    over = asyncio.Event()
    keeper().hold(over, given, over.set)
    reader = JournalReader(settings.DATA.journal)
    try:
        feed = Feed(reader, await sync_to_async(_start)(reader, since))
        yield b"retry: 1000\nid: %s\n\n" % _id(feed.at)
        async for chunk in _follow(feed, wanted, masked, over):
            yield chunk
    finally:
        _open -= 1
        keeper().release(over)
        reader.close()


def _start(reader: JournalReader, since: tuple[int, ...]) -> Position:
    now = Position(reader.last(), news.last())
    if not since:
        return now
    wished = Position(*since) if len(since) > 1 else at_turn(reader, min(since[0], now.turn))
    return Position(min(wished.turn, now.turn), min(wished.news, now.news))


def _id(at: Position) -> bytes:
    return str(at).encode()


async def _follow(feed: Feed, wanted: Wanted, masked: bool, over: asyncio.Event) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    end = loop.time() + LIFE
    said, said_at = feed.at, loop.time()
    source = await hub()
    while loop.time() < end and not over.is_set():
        events: list[Event] = []
        # The hub looks at the journal for all, one stream at the news: only when there is more does this one read.
        before = feed.at
        if (source.replica is not None and source.replica.n > before.turn) or await _newest.n() > before.news:
            events = [event for event in await feed.read() if wanted.lets(event)]
        if events:
            yield encode(events, said, masked)
            said, said_at = feed.at, loop.time()
        elif loop.time() - said_at > BEAT or feed.at.turn - said.turn > 10_000:
            said, said_at = feed.at, loop.time()
            yield b": beat\nid: %s\n\n" % _id(said)
        if feed.at == before:
            await asyncio.sleep(POLL)


class _Newest:
    """The number of the newest piece of news, looked up once in a while for all streams of a process."""

    def __init__(self) -> None:
        self._n, self._until = 0, 0.0

    async def n(self) -> int:
        now = time.monotonic()
        if now >= self._until:
            self._until = now + NEWS_POLL
            self._n = await sync_to_async(news.last)()
        return self._n


_newest = _Newest()


def encode(events: list[Event], said: Position, masked: bool) -> bytes:
    """Events as the stream's lines, after the position said last.

    A turn's number is told with its last event alone, so that none is passed over by who is cut off in between.
    """
    lines = []
    turn, told = said
    for event, following in zip_longest(events, events[1:]):
        turn, told = max(turn, event.turn), max(told, event.news)
        whole = following is None or not event.turn or following.turn != event.turn
        number = b"id: %s\n" % _id(Position(turn, told)) if whole else b""
        body = msgspec.json.encode(event.body(masked=masked) | {"turn": event.turn})
        lines.append(number + b"event: %s\ndata: %s\n\n" % (event.kind.encode(), body))
    return b"".join(lines)
