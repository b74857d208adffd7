"""To the provider, and back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import requests
from authlib.common.errors import AuthlibBaseError
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from joserfc.errors import JoseError

from gudok.web.accounts.doors import open_to_strangers
from gudok.web.accounts.entry.actions import let_in
from gudok.web.accounts.entry.models import Entry
from gudok.web.accounts.oidc.actions import person_of
from gudok.web.accounts.oidc.client import claims_of, client
from gudok.web.accounts.oidc.models import provider
from gudok.web.accounts.outside import NobodyError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)

THEN = "oidc_then"


@open_to_strangers
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    row = provider()
    if not row.enabled:
        return redirect("login")
    then = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(then, allowed_hosts={request.get_host()})
    request.session[THEN] = then if safe else "home"
    try:
        # Asked again, the provider must not answer from memory.
        more = {"prompt": "login", "max_age": 0} if "again" in request.GET else {}
        return client(row).authorize_redirect(request, _return_address(request), **more)
    except (requests.RequestException, AuthlibBaseError, ValueError) as error:
        return _failed(request, error)


@open_to_strangers
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """The provider sent the browser back: check what it says, and let the person in."""
    row = provider()
    if not row.enabled:
        return redirect("login")
    then = request.session.pop(THEN, "home")
    try:
        user = person_of(row, claims_of(row, request))
    except NobodyError:
        messages.error(request, _("This account is not known here. Ask an administrator of the centre."))
        return redirect("login")
    except (requests.RequestException, AuthlibBaseError, JoseError, ValueError, KeyError) as error:
        return _failed(request, error)
    return let_in(request, user, Entry.How.PROVIDER, then)


def _return_address(request: HttpRequest) -> str:
    public = settings.GUDOK.web.public_url
    return f"{public}{reverse('oidc_back')}" if public else request.build_absolute_uri(reverse("oidc_back"))


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    log.warning("signing in with the company's account failed: %r", error)
    messages.error(
        request, _("Signing in with the company's account did not work. Please try again, or use a password.")
    )
    return redirect("login")
