"""The second step of signing in, and the sessions a person has open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to, open_to_strangers
from gudok.web.accounts.entry import actions
from gudok.web.accounts.entry.models import Entry
from gudok.web.accounts.entry.queries import open_sessions
from gudok.web.accounts.factors import passkeys, recovery, totp
from gudok.web.accounts.factors.models import Totp
from gudok.web.accounts.ldap.queries import is_theirs
from gudok.web.accounts.throttle import throttle

if TYPE_CHECKING:
    from django.http import HttpRequest

    from gudok.web.accounts.models import User
    from gudok.web.accounts.request import SignedInRequest

SECOND = "second step of "
"""Before the login where wrong codes are counted: the password was right already."""


@open_to_strangers
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the application, a recovery code or a passkey."""
    found = actions.pending(request)
    if found is None:
        return redirect("login")
    user, then = found
    error = ""
    if request.method == "POST":
        error = _check(request, user)
        if not error:
            return actions.let_in(request, user, Entry.How.FACTOR, then)
    context = {
        "error": error,
        "has_codes": Totp.objects.filter(user=user).exists(),
        "has_passkeys": user.passkeys.exists() and passkeys.possible(request),
    }
    return render(request, "accounts/second_step.html", context)


def _check(request: HttpRequest, user: User) -> str:
    """What is wrong with the code; nothing if it is right."""
    key, address = SECOND + user.login, request.META.get("REMOTE_ADDR", "")
    if throttle.is_closed(key, address):
        return _("Too many wrong codes. Please try again in five minutes.")
    code = request.POST.get("code", "")[:40]
    if totp.take(user.pk, code) or recovery.take(user.pk, code):
        throttle.succeeded(key, address)
        return ""
    throttle.failed(key, address)
    return _("The code is wrong or was used already.")


@open_to_strangers
@require_POST
def passkey_begin(request: HttpRequest) -> HttpResponse:
    """The challenge for a passkey: of who waits for the second step, or of anybody."""
    if not passkeys.possible(request):
        return JsonResponse({"error": "no_passkeys"}, status=409)
    found = actions.pending(request)
    return JsonResponse(passkeys.begin_asking(request, found[0] if found else None))


@open_to_strangers
@require_POST
def passkey_finish(request: HttpRequest) -> HttpResponse:
    """Let in who proved a passkey; the answer names the address to go to."""
    found = actions.pending(request)
    address = request.META.get("REMOTE_ADDR", "")
    if throttle.is_closed("", address):
        return JsonResponse({"error": "throttled"}, status=429)
    try:
        key = passkeys.finish_asking(request, json.loads(request.body), found[0] if found else None)
    except (passkeys.RefusedError, json.JSONDecodeError):
        throttle.failed("", address)
        return JsonResponse({"error": "refused"}, status=403)
    if found is None and not _still_theirs(key.user):
        return JsonResponse({"error": "refused"}, status=403)
    how, then = (Entry.How.FACTOR, found[1]) if found else (Entry.How.PASSKEY, "home")
    return JsonResponse({"to": actions.let_in(request, key.user, how, then).url})


def _still_theirs(user: User) -> bool:
    """A passkey of ours does not outlive the account in the company's directory."""
    if not is_theirs(user):
        return True
    from gudok.web.accounts.ldap.actions import may_enter

    return may_enter(user)


@open_to(first=True)
@require_GET
def sessions(request: SignedInRequest) -> HttpResponse:
    """Where the person is signed in."""
    context = {"sessions": open_sessions(request.user), "this": request.session.session_key}
    return render(request, "accounts/sessions.html", context)


@open_to(first=True)
@require_POST
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(Entry, pk=pk, user=request.user)
    actions.end_session(request.user, entry)
    messages.success(request, _("The session is ended."))
    return redirect("sessions")
