"""The page that asks who it is: by password, code, passkey, or the company's account."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib.auth import authenticate
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gudok.web.accounts.again.fresh import prove
from gudok.web.accounts.doors import open_to
from gudok.web.accounts.factors import passkeys, recovery, totp
from gudok.web.accounts.factors.models import Totp
from gudok.web.accounts.ldap.errors import DeniedError, TroubleError
from gudok.web.accounts.ldap.queries import is_theirs
from gudok.web.accounts.ldap.words import at_the_door
from gudok.web.accounts.oidc.models import provider
from gudok.web.accounts.throttle import throttle

if TYPE_CHECKING:
    from gudok.web.accounts.request import SignedInRequest

AGAIN = "again as "
"""Before the login where wrong answers are counted."""
THEN = "again_then"


@open_to(first=True)
@require_http_methods(["GET", "POST"])
def again(request: SignedInRequest) -> HttpResponse:
    user, then, error = request.user, request.POST.get("next", request.GET.get("next", "")), ""
    if not url_has_allowed_host_and_scheme(then, allowed_hosts={request.get_host()}):
        then = "/"
    if request.method == "POST":
        error = _wrong(request)
        if not error:
            prove(request)
            return redirect(then)
    request.session[THEN] = then
    row = provider()
    context = {
        "error": error,
        "then": then,
        "has_password": user.has_usable_password() or is_theirs(user),
        "has_codes": Totp.objects.filter(user=user).exists(),
        "has_passkeys": user.passkeys.exists() and passkeys.possible(request),
        "provider": row if row.enabled and user.subject else None,
    }
    return render(request, "accounts/again.html", context)


@open_to(first=True)
@require_POST
def passkey_begin(request: SignedInRequest) -> JsonResponse:
    if not passkeys.possible(request):
        return JsonResponse({"error": "no_passkeys"}, status=409)
    return JsonResponse(passkeys.begin_asking(request, request.user))


@open_to(first=True)
@require_POST
def passkey_finish(request: SignedInRequest) -> JsonResponse:
    """The answer names the address to go on to."""
    address = request.META.get("REMOTE_ADDR", "")
    if throttle.is_closed("", address):
        return JsonResponse({"error": "throttled"}, status=429)
    try:
        passkeys.finish_asking(request, json.loads(request.body), request.user)
    except (passkeys.RefusedError, json.JSONDecodeError):
        throttle.failed("", address)
        return JsonResponse({"error": "refused"}, status=403)
    prove(request)
    return JsonResponse({"to": request.session.pop(THEN, "/")})


def _wrong(request: SignedInRequest) -> str:
    """What is wrong with the password or the code; nothing if it is right."""
    key, address = AGAIN + request.user.login, request.META.get("REMOTE_ADDR", "")
    if throttle.is_closed(key, address):
        return _("Too many wrong passwords. Please try again in five minutes.")
    told = _("The code is wrong or was used already.") if "code" in request.POST else _("The password is wrong.")
    try:
        if _is_right(request):
            throttle.succeeded(key, address)
            return ""
    except (TroubleError, DeniedError) as error:
        told = at_the_door(error) if isinstance(error, TroubleError) else told
    throttle.failed(key, address)
    return told


def _is_right(request: SignedInRequest) -> bool:
    user = request.user
    if "code" in request.POST:
        code = request.POST["code"][:40]
        return totp.take(user.pk, code) or recovery.take(user.pk, code)
    password = request.POST.get("password", "")
    login = user.directory_login if is_theirs(user) else user.login
    found = authenticate(request, username=login, password=password)
    return found is not None and found.pk == user.pk
