"""How fresh the proof is of who sits there; and keeping what was typed while it is asked for again."""

from __future__ import annotations

import time
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest, HttpResponse

    from gudok.web.accounts.request import SignedInRequest

PROVED = "proved_at"
"""In the session: when its person gave a password, a code, a passkey, or came from the provider."""
HELD = "held"
"""In the session: {path, posted}: what was typed into a form before it was asked who that was."""
OPENS = 600.0
"""Seconds after a proof in which a guarded page opens."""
FINISHES = 1800.0
"""Seconds after a proof in which what was opened can be finished."""
LONGEST = 20_000
"""Characters of a form that is kept."""


def prove(request: HttpRequest) -> None:
    """The person has just shown who it is."""
    request.session[PROVED] = time.time()


def is_fresh(request: HttpRequest, seconds: float = FINISHES) -> bool:
    return 0 <= time.time() - request.session.get(PROVED, 0.0) <= seconds


def guarded(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page that opens only to who has lately shown who it is. To stand under its door."""

    @wraps(view)
    def asked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request, OPENS if request.method == "GET" else FINISHES):
            return view(request, *args, **kwargs)
        to = address(request.get_full_path() if request.method == "GET" else _page(request))
        wants_json = request.headers.get("Content-Type") == "application/json"
        return JsonResponse({"error": "again", "to": to}, status=403) if wants_json else redirect(to)

    return asked


def _page(request: HttpRequest) -> str:
    """The page whose button was pressed."""
    came = request.headers.get("Referer", "")
    return came if url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()}) else reverse("home")


def address(then: str) -> str:
    """Where it is asked; afterwards the person goes on to `then`."""
    return f"{reverse('again')}?{urlencode({'next': then})}"


def ask(request: SignedInRequest, secret: Iterable[str] = ()) -> HttpResponse:
    """Send the person to show who it is, and keep the form but its fields `secret`; it is then shown filled in."""
    posted = request.POST.copy()
    for name in ("csrfmiddlewaretoken", *secret):
        posted.pop(name, None)
    text = posted.urlencode()
    if len(text) <= LONGEST:
        request.session[HELD] = {"path": request.path, "posted": text}
    return redirect(address(request.get_full_path()))


def held(request: SignedInRequest) -> QueryDict | None:
    """What was typed into this form before it was asked, once."""
    kept = request.session.get(HELD)
    if request.method != "GET" or not kept or kept["path"] != request.path:
        return None
    del request.session[HELD]
    return QueryDict(kept["posted"]) if is_fresh(request) else None
