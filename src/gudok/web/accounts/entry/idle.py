"""The middleware that sees people come and go: when they were last here, and the end of an idle session."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from asgiref.sync import iscoroutinefunction, sync_to_async
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.decorators import sync_and_async_middleware

from gudok.web.accounts.entry.models import Entry
from gudok.web.accounts.security.models import rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

EVERY = 60.0
"""Seconds between two looks at a session: so exact are «last seen» and the end of idleness."""
WATCHES_ALONE = ("/live/wall",)
"""Addresses a page asks for by itself while nobody may sit before it. A desk's stream is work: it keeps the session."""

_looked: dict[str, float] = {}


@sync_and_async_middleware
def seen(get_response: Callable[..., Any]) -> Callable[..., Any]:
    """Keep `Entry.seen` up to date, and sign idle people out."""
    if iscoroutinefunction(get_response):

        async def aseen(request: HttpRequest) -> Any:
            if _is_time(request, await request.auser()):
                await sync_to_async(_look)(request)
                # `request.user` is lazy and may ask the database, which only a thread may do.
                user = await sync_to_async(_who)(request)
                if not user.is_authenticated:

                    async def nobody() -> Any:
                        return user

                    request.auser = nobody
            return await get_response(request)

        return aseen

    def plain(request: HttpRequest) -> Any:
        if _is_time(request, request.user):
            _look(request)
        return get_response(request)

    return plain


def _who(request: HttpRequest) -> Any:
    user = request.user
    return user if user.is_authenticated else AnonymousUser()


def _is_time(request: HttpRequest, user: Any) -> bool:
    if not user.is_authenticated or request.path.startswith(WATCHES_ALONE):
        return False
    key = request.session.session_key or ""
    return time.monotonic() - _looked.get(key, -EVERY) >= EVERY


def _look(request: HttpRequest) -> None:
    key = request.session.session_key or ""
    if len(_looked) > 20_000:
        _looked.clear()
    _looked[key] = time.monotonic()
    entry = Entry.objects.filter(session=key).first()
    if entry is None:
        return
    idle = rules().idle_minutes * 60
    if idle and (timezone.now() - entry.seen).total_seconds() > idle:
        _looked.pop(key, None)
        logout(request)
        return
    Entry.objects.filter(pk=entry.pk).update(seen=timezone.now(), address=request.META.get("REMOTE_ADDR") or None)
