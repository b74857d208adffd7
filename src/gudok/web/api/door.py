"""The one door of every address of the API: who calls, how often, and whether this was asked before."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from asgiref.sync import iscoroutinefunction, sync_to_async
from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import transaction
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError

from gudok.web.accounts.rights import known
from gudok.web.api import idempotency
from gudok.web.api.caller import Caller, identify
from gudok.web.api.limits import limiter
from gudok.web.api.problems import Problem, answer
from gudok.web.api.scopes import SCOPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from gudok.web.api.limits import Allowance


CHANGING = frozenset({"PATCH", "DELETE"})
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
UNREADABLE = (MultiPartParserError, BadRequest)
"""What Django raises while it takes a body apart; left to Django it would be answered as a page."""


class Needs:
    """Lets an operation be used by a token with the scope, whose person has any of `rights`."""

    def __init__(self, scope: str, *rights: str) -> None:
        if scope and scope not in SCOPES:
            raise ValueError(f"no such scope: {scope}")
        self.scope, self.rights = scope, tuple(known(right) for right in rights)

    def __call__(self, request: HttpRequest) -> Caller:
        caller: Caller = request.caller  # type: ignore[attr-defined]
        if self.scope and caller.scopes is not None and self.scope not in caller.scopes:
            raise Problem(403, "forbidden", f"The token needs the scope {self.scope}.", scope=self.scope)
        if self.rights and not caller.rights.intersection(self.rights):
            raise Problem(403, "forbidden", f"Needed: {' or '.join(self.rights)}.", rights=list(self.rights))
        return caller


def open_to(scope: str, *rights: str) -> dict[str, Any]:
    """Arguments of an operation: its scope (none for «every token»), and the rights of which one opens it."""
    security = [{"token": [scope] if scope else []}, {"session": []}]
    return {"auth": Needs(scope, *rights), "openapi_extra": {"security": security, "x-rights": list(rights)}}


def guard(view: Callable[..., Any]) -> Callable[..., Any]:
    """Put the door before a view of the API."""

    @wraps(view)
    async def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        headers: dict[str, str] = {}
        try:
            caller = await sync_to_async(identify)(request)
            allowance = limiter.take(caller.key, settings.GUDOK.api.requests_per_minute)
            headers = allowance.headers
            _check(allowance)
            request.user, request.caller = caller.person, caller  # type: ignore[attr-defined]
            response = await _run(view, request, *args, **kwargs)
        except Problem as problem:
            response = answer(problem)
        except TOO_LARGE as error:
            response = answer(Problem(413, "too_large", str(error)))
        except UNREADABLE as error:
            response = answer(Problem(400, "bad_request", str(error)))
        if response.status_code == 405:
            allowed = ", ".join(sorted(response.headers["Allow"].split(", ")))
            response = answer(Problem(405, "method_not_allowed", headers={"Allow": allowed}))
        for name, value in headers.items():
            response.headers[name] = value
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    # A session's token is checked by identify.
    guarded.csrf_exempt = True  # type: ignore[attr-defined]
    guarded.door = "api"  # type: ignore[attr-defined]
    return guarded


def _check(allowance: Allowance) -> None:
    if allowance.left < 0:
        raise Problem(429, "too_many", headers={"Retry-After": str(allowance.reset)})


async def _run(view: Callable[..., Any], request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
    once = request.method == "POST" and idempotency.HEADER in request.headers
    if not iscoroutinefunction(view):
        run = _once if once else _whole if request.method in CHANGING else _plain
        return await sync_to_async(run)(view, request, *args, **kwargs)
    if not once:
        return await view(request, *args, **kwargs)
    found = await sync_to_async(idempotency.claim)(request, _owner(request))
    if isinstance(found, HttpResponse):
        return found
    response = await view(request, *args, **kwargs)
    await sync_to_async(idempotency.keep)(found, response)
    return response


def _plain(view: Callable[..., Any], request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
    return view(request, *args, **kwargs)


def _whole(view: Callable[..., Any], request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
    """Look at If-Match and change in one transaction."""
    with transaction.atomic():
        return view(request, *args, **kwargs)


def _once(view: Callable[..., Any], request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
    """Key, change and answer in one transaction: a process that dies in between leaves none of them."""
    with transaction.atomic():
        found = idempotency.claim(request, _owner(request))
        if isinstance(found, HttpResponse):
            return found
        response = view(request, *args, **kwargs)
        idempotency.keep(found, response)
        return response


def _owner(request: HttpRequest) -> str:
    return request.caller.key  # type: ignore[attr-defined]
