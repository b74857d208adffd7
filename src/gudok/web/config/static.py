"""Static files in both kinds of request, so that neither a stream nor a script waits for a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from whitenoise.responders import StaticFile  # type: ignore[import-untyped]


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise, answering whole (our files are small) and without leaving the event loop.

    Files are looked for at each request (some stats of the disk), so that a bundle built anew needs no restart.
    """

    sync_capable = async_capable = True

    def __init__(self, get_response: Callable[..., Any]) -> None:
        super().__init__(get_response)
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Any:
        if iscoroutinefunction(self):
            return self.aanswer(request)
        return self.answer(request) or self.get_response(request)

    async def aanswer(self, request: HttpRequest) -> Any:
        return self.answer(request) or await self.get_response(request)

    def answer(self, request: HttpRequest) -> HttpResponse | None:
        """The file's response, or None when the address is no file's."""
        if not request.path_info.startswith(self.static_prefix):
            return None
        found: StaticFile | None = self.find_file(request.path_info)
        if found is None:
            return None
        response = found.get_response(request.method, request.META)
        body = b""
        if response.file is not None:
            with response.file as file:
                body = file.read()
        return HttpResponse(body, status=int(response.status), headers=dict(response.headers))
