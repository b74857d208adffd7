"""A person sets the second factor up, and gives it up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.again.fresh import guarded
from gudok.web.accounts.doors import open_to
from gudok.web.accounts.entry.actions import done
from gudok.web.accounts.factors import actions, passkeys, totp
from gudok.web.accounts.factors.models import Passkey, Totp
from gudok.web.accounts.factors.queries import has_factor, needs_factor

if TYPE_CHECKING:
    from gudok.web.accounts.request import SignedInRequest

NEW = "new_totp"
SHOW = "recovery_codes"
"""In the session: codes to be shown once, on the next page."""


@open_to(first=True)
@require_GET
@guarded
def factors(request: SignedInRequest) -> HttpResponse:
    """What the person has, with the recovery codes if they were just made."""
    user = request.user
    context = {
        "totp": Totp.objects.filter(user=user).first(),
        "passkeys": user.passkeys.all(),
        "possible": passkeys.possible(request),
        "left": user.recovery_codes.count(),
        "codes": request.session.pop(SHOW, []),
        "required": needs_factor(user) and not has_factor(user),
    }
    return render(request, "accounts/factors.html", context)


@open_to(first=True)
@require_http_methods(["GET", "POST"])
@guarded
def totp_new(request: SignedInRequest) -> HttpResponse:
    """The QR code, and the first code that proves it was taken up."""
    secret = request.session.setdefault(NEW, totp.new_secret())
    error = ""
    if request.method == "POST":
        step = totp.step_of(secret, request.POST.get("code", "")[:40])
        if step:
            del request.session[NEW]
            return _added(request, actions.add_totp(request.user, secret, step))
        error = _("This is not the present code. Look at the telephone's clock, and try the next code.")
    picture = mark_safe(totp.picture(secret, request.user.login))  # noqa: S308 drawn by us: black and white squares
    return render(request, "accounts/totp.html", {"picture": picture, "secret": secret, "error": error})


@open_to(first=True)
@require_POST
@guarded
def passkey_new(request: SignedInRequest) -> HttpResponse:
    if not passkeys.possible(request):
        return JsonResponse({"error": "no_passkeys"}, status=409)
    return JsonResponse(passkeys.begin_adding(request, request.user))


@open_to(first=True)
@require_POST
@guarded
def passkey_made(request: SignedInRequest) -> HttpResponse:
    """Keep the passkey the browser made; the answer names the address to go to."""
    try:
        sent = json.loads(request.body)
        credential, data = passkeys.finish_adding(request, sent["credential"])
    except (passkeys.RefusedError, json.JSONDecodeError, KeyError, TypeError):
        return JsonResponse({"error": "refused"}, status=403)
    name = str(sent.get("name") or "").replace("\0", "").strip()[:60] or _("Passkey")
    return JsonResponse({"to": _added(request, actions.add_passkey(request.user, name, credential, data)).url})


@open_to(first=True)
@require_POST
@guarded
def drop(request: SignedInRequest) -> HttpResponse:
    """Give up the application, or the passkey `passkey`; the one that a role requires stays."""
    chosen = request.POST.get("passkey", "")
    row = get_object_or_404(Passkey, user=request.user, pk=chosen) if chosen.isdecimal() else None
    others = request.user.passkeys.exclude(pk=row.pk if row else 0).exists()
    keeps = others or (row is not None and Totp.objects.filter(user=request.user).exists())
    if needs_factor(request.user) and not keeps:
        messages.error(request, _("Your role requires a second factor: add another one first."))
    else:
        actions.drop_factor(request.user, row)
    return redirect("factors")


@open_to(first=True)
@require_POST
@guarded
def renew_codes(request: SignedInRequest) -> HttpResponse:
    if has_factor(request.user):
        request.session[SHOW] = actions.renew_codes(request.user)
    return redirect("factors")


def _added(request: SignedInRequest, codes: list[str]) -> HttpResponseRedirect:
    if codes:
        request.session[SHOW] = codes
    done(request, "factors")
    messages.success(request, _("The second factor is set up."))
    return HttpResponseRedirect(reverse("factors"))
