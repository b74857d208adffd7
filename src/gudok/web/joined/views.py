"""The set-up page of what is joined, and the door where other programs send."""

from __future__ import annotations

import hmac
import json
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from gudok.web.accounts.doors import open_to, open_to_strangers
from gudok.web.api.pages import context
from gudok.web.joined import actions
from gudok.web.joined.forms import InwardForm, PopForm
from gudok.web.joined.models import Inward, the_pop
from gudok.web.webhooks.sign import signature

if TYPE_CHECKING:
    from django.http import HttpRequest

    from gudok.web.accounts.request import SignedInRequest

LARGEST = 64 * 1024
NEAR_S = 300
"""How far a sender's clock may be from ours; an older copy of a message is not taken."""
LOG = 50


@open_to("api.use")
@require_http_methods(["GET", "POST"])
def joined(request: SignedInRequest) -> HttpResponse:
    """The page a call brings up, and the addresses where others send."""
    form = PopForm(request.POST or None, instance=the_pop())
    if request.method == "POST" and form.is_valid():
        actions.save_pop(request.user, form.cleaned_data)
        messages.success(request, _("Saved: %(name)s") % {"name": _("Page of another program")})
        return redirect("setup_joined")
    page = context(request, "joined", form=form, rows=Inward.objects.select_related("queue"))
    return render(request, "joined/joined.html", page)


@open_to("api.use")
@require_http_methods(["GET", "POST"])
@never_cache
def inward(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """One address with its log; a new one's key is shown this once."""
    row = get_object_or_404(Inward, pk=pk) if pk else None
    form = InwardForm(request.POST or None, instance=row, maker=request.user)
    if request.method == "POST" and form.is_valid():
        kept = Inward.objects.get(pk=row.pk) if row else None
        saved = actions.save_inward(request.user, kept, form.cleaned_data)
        if row is None:
            made = context(request, "joined", row=saved, address=_address(request, saved), secret=saved.secret)
            return render(request, "joined/made.html", made)
        messages.success(request, _("Saved: %(name)s") % {"name": saved})
        return redirect("setup_joined")
    more = {"address": _address(request, row), "log": row.received.all()[:LOG]} if row else {}
    return render(request, "joined/inward.html", context(request, "joined", form=form, row=row, **more))


@open_to("api.use")
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Inward, pk=pk)
    actions.delete_inward(request.user, row)
    messages.success(request, _("Deleted: %(name)s") % {"name": row.name})
    return redirect("setup_joined")


def _address(request: HttpRequest, row: Inward) -> str:
    path = reverse("inward", args=[row.code])
    return (
        f"{settings.GUDOK.web.public_url}{path}" if settings.GUDOK.web.public_url else request.build_absolute_uri(path)
    )


@csrf_exempt
@open_to_strangers
@require_POST
def receive(request: HttpRequest, code: str) -> HttpResponse:
    """A signed document: 200 {made} or {why}, 401 for a wrong signature, 404 for no such address."""
    row = get_object_or_404(Inward, code=code, active=True)
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return JsonResponse({"why": "too large"}, status=413)
    key, body = request.headers.get("webhook-id", "")[:100], request.body
    if not key or not _signed(request, row.secret, key, body):
        return JsonResponse({"why": "the signature is wrong, or its time is"}, status=401)
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return JsonResponse({"why": "not JSON"}, status=400)
    entry = actions.receive(row, key, document)
    return JsonResponse({"made": entry.made, "why": entry.why}, status=200 if entry.made else 422)


def _signed(request: HttpRequest, secret: str, key: str, body: bytes) -> bool:
    at = request.headers.get("webhook-timestamp", "")
    if not (at.isascii() and at.isdecimal() and len(at) < 12) or abs(time.time() - int(at)) > NEAR_S:
        return False
    told = request.headers.get("webhook-signature", "").encode().split()
    return any(hmac.compare_digest(signature(secret, key, int(at), body).encode(), one) for one in told)
