"""The door of every view: which rights open it. A view without a door fails a test."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from asgiref.sync import iscoroutinefunction, sync_to_async
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gudok.web.accounts.backend import rights_of
from gudok.web.accounts.rights import known

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    View = Callable[..., Any]

MUST = "must"
"""In the session: names of the pages a person must go to before anything else, the next one first."""


def open_to(*rights: str, first: bool = False) -> Callable[[View], View]:
    """Let in a person who has any of `rights` (of the table in rights.py); without one, any person who signed in.

    A stranger is sent to sign in (a script gets 401), everybody else gets 403. Works for plain and async views;
    the person stands in `request.user` in both. Who must do something before anything else (a new password, a second
    factor) is sent there, but from the doors marked `first`.
    """
    needed = tuple(known(right) for right in rights)

    def wrap(view: View) -> View:
        if iscoroutinefunction(view):

            @wraps(view)
            async def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
                request.user = await request.auser()
                has = await _arights(request.user) if request.user.is_authenticated else None
                # The page of a refusal asks the records, too.
                refused = await sync_to_async(_refuse)(request, has)
                return refused or await view(request, *args, **kwargs)
        else:

            @wraps(view)
            def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
                refused = _refuse(request, rights_of(request.user) if request.user.is_authenticated else None)
                return refused or view(request, *args, **kwargs)

        guarded.door = needed  # type: ignore[attr-defined]
        return guarded

    def _refuse(request: HttpRequest, has: frozenset[str] | None) -> HttpResponse | None:
        if has is None:
            return _ask_to_sign_in(request)
        if must := [] if first else request.session.get(MUST):
            return redirect(must[0]) if _wants_page(request) else refuse(request)
        if needed and not has.intersection(needed):
            return refuse(request)
        return None

    return wrap


def open_to_strangers(view: View) -> View:
    """Mark a view that needs no person: signing in, health, what an outside machine may ask."""
    view.door = None  # type: ignore[attr-defined]
    return view


def refuse(request: HttpRequest) -> HttpResponse:
    """The 403 page: also for «not yours» found out inside a view."""
    return render(request, "accounts/forbidden.html", status=403)


async def _arights(user: Any) -> frozenset[str]:
    return await sync_to_async(rights_of)(user)


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(request.get_full_path()) if _wants_page(request) else HttpResponse(status=401)


def _wants_page(request: HttpRequest) -> bool:
    wants = "text/html" in request.headers.get("Accept", "text/html") and not request.headers.get("HX-Request")
    return wants and request.method in {"GET", "HEAD"}
