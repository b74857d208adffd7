"""The event streams of desk and wall."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to
from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.accounts.scope import scope_of
from gudok.web.live.audiences import desk_topics, event, wall_topics
from gudok.web.live.keeper import aissue, keeper
from gudok.web.live.queries import hub

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from django.http import HttpRequest

    from gudok.web.accounts.request import SignedInRequest
    from gudok.web.live.keeper import Pass
    from gudok.web.live.replica import Replica

LIFE = 300.0
"""Seconds a stream lives at the most; whoever loses the right to it is put out at once (keeper.py)."""
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


@open_to("wall.see")
@require_GET
async def wall(request: SignedInRequest) -> StreamingHttpResponse:
    """Queues, operators and calls, as far as the person may see; with `tv=1` for a screen everybody sees."""
    masked = request.GET.get("tv") == "1" or await _masked(request)
    scope = await sync_to_async(scope_of)(request.user)
    return await _stream(request, lambda replica: wall_topics(masked, scope))


async def _masked(request: HttpRequest) -> bool:
    return not await sync_to_async(request.user.has_perm)(SEE_FULL_NUMBERS)


async def _stream(request: HttpRequest, topics_of: Callable[[Replica], tuple[str, ...]]) -> StreamingHttpResponse:
    since = request.headers.get("Last-Event-ID") or request.GET.get("since", "")
    given = await aissue(request.user.pk or 0, request.session.session_key or "")
    body = _chunks(topics_of, int(since) if since.isdecimal() and len(since) <= LONGEST else None, given)
    # Proxies must neither keep nor pack a stream.
    return StreamingHttpResponse(
        body, content_type="text/event-stream", headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )


async def _chunks(
    topics_of: Callable[[Replica], tuple[str, ...]], since: int | None, given: Pass
) -> AsyncIterator[bytes]:
    source = await hub()
    stream = source.join(topics_of, since)
    keeper().hold(stream, given, stream.end)
    # Streams that began together do not end together.
    life = LIFE * random.uniform(0.8, 1.2)  # noqa: S311
    try:
        async for data in stream.chunks(life):
            yield data
        yield event("again", {})
    finally:
        keeper().release(stream)
        source.part(stream)
