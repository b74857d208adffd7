"""The page behind an invitation: choose a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.forms import SetPasswordForm
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from gudok.web.accounts.doors import open_to_strangers
from gudok.web.accounts.entry.actions import admit, end_all
from gudok.web.accounts.entry.models import Entry
from gudok.web.accounts.invite import actions
from gudok.web.accounts.throttle import throttle

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@open_to_strangers
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """A wrong, used or old link says so; the right one lets its person choose a password, and in."""
    address = request.META.get("REMOTE_ADDR", "")
    user = None if throttle.is_closed("", address) else actions.invited(secret)
    if user is None:
        throttle.failed("", address)
        return render(request, "accounts/invitation_over.html", status=404)
    form = SetPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        accepted = actions.accept(secret, form.cleaned_data["new_password1"])
        if accepted is not None:
            end_all(accepted)
            return admit(request, accepted, "home", Entry.How.LINK)
    answer = render(request, "accounts/invitation.html", {"form": form, "person": user})
    # The address is the key: it must not stand in another page's logs.
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
