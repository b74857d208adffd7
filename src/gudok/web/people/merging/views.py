"""Pages of duplicates: who may be one, two side by side, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.people.merging import actions, queries
from gudok.web.people.merging.models import Merge
from gudok.web.people.models import Customer
from gudok.web.people.own.models import OwnField
from gudok.web.people.own.words import shown

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest


@open_to("people.merge")
@require_GET
def duplicates(request: SignedInRequest) -> HttpResponse:
    return render(request, "people/duplicates.html", {"groups": queries.groups()})


@open_to("people.merge")
@require_http_methods(["GET", "POST"])
def merge(request: SignedInRequest, pk: int, other: int) -> HttpResponse:
    """Two customers side by side; a POST makes one of them, the first stays."""
    kept, gone = get_object_or_404(Customer, pk=pk), get_object_or_404(Customer, pk=other)
    if request.method == "POST":
        try:
            actions.merge(request.user, pk, other)
        except actions.OvertakenError:
            messages.error(request, _("This cannot be done any more: somebody was quicker."))
            return redirect("duplicates")
        messages.success(request, _("Merged: %(name)s. The way back is on this card.") % {"name": gone.name})
        return redirect("customer", pk=pk)
    fields = list(OwnField.objects.all())
    sides = [(row, shown(row, fields)) for row in (kept, gone)]
    return render(request, "people/merge.html", {"sides": sides, "kept": kept, "gone": gone})


@open_to("people.merge")
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make two again of one merge."""
    done = get_object_or_404(Merge, pk=pk)
    try:
        gone = actions.undo(request.user, pk)
    except actions.OvertakenError:
        messages.error(request, _("This cannot be done any more: somebody was quicker."))
        return redirect("customer", pk=done.kept_id) if done.kept_id else redirect("people")
    messages.success(request, _("Two again: %(name)s") % {"name": gone.name})
    return redirect("customer", pk=gone.pk)
