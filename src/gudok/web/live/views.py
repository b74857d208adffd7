"""The event streams of desk and wall."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to
from gudok.web.accounts.roles import SEE_FULL_NUMBERS
from gudok.web.live.audiences import desk_topics, event, wall_topics
from gudok.web.live.queries import hub

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from django.http import HttpRequest

    from gudok.web.live.replica import Replica

LIFE = 300.0
"""Seconds a stream lives at the most: whoever lost the right to it is asked at the door again."""
LONGEST = 19
"""Digits in the number of a turn: SQLite counts no further."""


@open_to("desk.use")
@require_GET
async def desk(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """An operator's own state and call, and the pressure of the own queues."""
    operator = await sync_to_async(lambda: getattr(request.user, "operator", None))()
    if operator is None:
        return HttpResponse(status=403)
    masked = await _masked(request)
    return await _stream(request, lambda replica: desk_topics(replica, operator.core_id, masked))


@open_to("wall.view")
@require_GET
async def wall(request: HttpRequest) -> StreamingHttpResponse:
    """Queues, operators and calls of the whole centre."""
    masked = await _masked(request)
    return await _stream(request, lambda replica: wall_topics(masked))


async def _masked(request: HttpRequest) -> bool:
    return not await sync_to_async(request.user.has_perm)(SEE_FULL_NUMBERS)


async def _stream(request: HttpRequest, topics_of: Callable[[Replica], tuple[str, ...]]) -> StreamingHttpResponse:
    since = request.headers.get("Last-Event-ID") or request.GET.get("since", "")
    body = _chunks(topics_of, int(since) if since.isdecimal() and len(since) <= LONGEST else None)
    # Proxies must neither keep nor pack a stream.
    return StreamingHttpResponse(
        body, content_type="text/event-stream", headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )


async def _chunks(topics_of: Callable[[Replica], tuple[str, ...]], since: int | None) -> AsyncIterator[bytes]:
    source = await hub()
    stream = source.join(topics_of, since)
    # Streams that began together do not end together.
    life = LIFE * random.uniform(0.8, 1.2)  # noqa: S311
    try:
        async for data in stream.chunks(life):
            yield data
        yield event("again", {})
    finally:
        source.part(stream)
