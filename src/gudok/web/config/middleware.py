"""Our middleware; both kinds, plain and async, so that a stream never holds a thread."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING, Any

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.utils import timezone, translation
from django.utils.decorators import sync_and_async_middleware

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase


@sync_and_async_middleware
def security_headers(get_response: Callable[..., Any]) -> Callable[..., Any]:
    """Put the content policy on every answer."""
    if iscoroutinefunction(get_response):

        async def aheaders(request: HttpRequest) -> Any:
            return _with_policy(await get_response(request))

        return aheaders

    def headers(request: HttpRequest) -> Any:
        return _with_policy(get_response(request))

    return headers


def _with_policy(response: HttpResponseBase) -> HttpResponseBase:
    response.headers.setdefault("Content-Security-Policy", settings.CONTENT_POLICY)
    return response


@sync_and_async_middleware
def as_the_person_likes(get_response: Callable[..., Any]) -> Callable[..., Any]:
    """Show pages in the person's language and zone; strangers have the browser's language and the centre's zone."""
    if iscoroutinefunction(get_response):

        async def alike(request: HttpRequest) -> Any:
            _activate(request, await request.auser())
            return await get_response(request)

        return alike

    def like(request: HttpRequest) -> Any:
        _activate(request, request.user)
        return get_response(request)

    return like


def _activate(request: HttpRequest, user: Any) -> None:
    timezone.deactivate()
    if not user.is_authenticated:
        return
    translation.activate(user.language)
    request.LANGUAGE_CODE = user.language
    timezone.activate(zoneinfo.ZoneInfo(user.time_zone))
