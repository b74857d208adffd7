"""Beside a trunk's form: how the provider took our login, and a test call; both asked anew by the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.people.numbers import parse
from gudok.web.setup.trunk import Trunk
from gudok.web.trunks import trial
from gudok.web.trunks.actions import try_trunk
from gudok.web.trunks.state import state_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest


def tools(request: SignedInRequest, trunk: Trunk) -> dict[str, Any]:
    """What the trunk's page needs beside its form."""
    return {"enabled": trunk.enabled}


@open_to("setup.change")
@require_GET
def state(request: SignedInRequest, pk: int) -> HttpResponse:
    return render(request, "trunks/state.html", {"state": state_of(get_object_or_404(Trunk, pk=pk))})


@open_to("setup.change")
@require_POST
def call(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a test call to the number that was typed, in any writing."""
    trunk = get_object_or_404(Trunk, pk=pk)
    typed = request.POST.get("number", "").strip()
    number = parse(typed).e164 or typed
    refused = try_trunk(request.user, trunk, number) if number else _("Type a number to call.")
    return _shown(request, pk, refused)


@open_to("setup.change")
@require_GET
def look(request: SignedInRequest, pk: int) -> HttpResponse:
    """How the test call stands."""
    return _shown(request, get_object_or_404(Trunk, pk=pk).pk)


@open_to("setup.change")
@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hang the test call up."""
    found = get_object_or_404(Trunk, pk=pk).pk
    try:
        trial.stop(found)
    except trial.FAILURES:
        return _shown(request, found, _("Telephony does not answer."))
    return _shown(request, found)


def _shown(request: SignedInRequest, pk: int, refused: str = "") -> HttpResponse:
    try:
        found = trial.look(pk)
    except trial.FAILURES:
        found = trial.Trial("none", "bad", _("Telephony does not answer."))
    page = {"trial": found, "pk": pk, "refused": refused, "running": found.stage in trial.RUNNING}
    return render(request, "trunks/trial.html", page)
