"""Pages of the import of goods: upload with its trial, and taking in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gudok.web.accounts.doors import open_to
from gudok.web.catalogue.imports import actions
from gudok.web.catalogue.imports.models import GoodsImport
from gudok.web.catalogue.imports.plan import titles
from gudok.web.people.tables import reading

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

LATEST, SHOWN = 20, 200


@open_to("catalogue.change")
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    """Choose a table; it is tried at once."""
    error = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None or file.size is None or file.size > reading.LARGEST:
            error = _("Choose a file.") if file is None else _("The file is too large.")
        else:
            try:
                return redirect("goods_import", pk=actions.stage(request.user, file.name or "", file.read()).pk)
            except reading.TableError as wrong:
                error = str(wrong)
    latest = GoodsImport.objects.defer("file").select_related("by")[:LATEST]
    return render(request, "catalogue/upload.html", {"error": error, "latest": latest, "titles": titles().values()})


@open_to("catalogue.change")
@require_http_methods(["GET", "POST"])
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the trial found; a POST takes the table in."""
    found = get_object_or_404(GoodsImport.objects.defer("file"), pk=pk)
    if request.method == "POST":
        if not actions.take(request.user, pk):
            messages.error(request, _("This cannot be done any more: somebody was quicker."))
        return redirect("goods_import", pk=pk)
    known = titles()
    errors = [(line, known.get(name, name), text) for line, name, text in found.errors[:SHOWN]]
    counts = {name: found.counts.get(name, 0) for name in ("new", "changed", "same", "wrong")}
    return render(request, "catalogue/import.html", {"found": found, "errors": errors, "counts": counts})
