"""The list of versions, one version, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gudok.web.accounts.doors import open_to
from gudok.web.setup.document.compare import told
from gudok.web.setup.document.words import BadDocumentError
from gudok.web.setup.kinds import KINDS
from gudok.web.versions.models import Version
from gudok.web.versions.queries import changes_of, without
from gudok.web.versions.restore import go_back, preview

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

PAGE = 25
HERE = {"here": "versions", "kinds": KINDS}


@open_to("setup.change")
@require_GET
def versions(request: SignedInRequest) -> HttpResponse:
    page = Paginator(Version.objects.all(), PAGE).get_page(request.GET.get("page"))
    rows = [(one, list(told(changes_of(one)))) for one in page]
    return render(request, "versions/versions.html", HERE | {"page": page, "rows": rows})


@open_to("setup.change")
@require_GET
def version(request: SignedInRequest, n: int) -> HttpResponse:
    found = get_object_or_404(Version, n=n)
    newest = Version.objects.first()
    page = {"version": found, "changes": list(told(changes_of(found))), "newest": found == newest}
    return render(request, "versions/version.html", HERE | page)


@open_to("setup.change")
@require_http_methods(["GET", "POST"])
def back(request: SignedInRequest, n: int, how: str) -> HttpResponse:
    """Undo the change of a version (`undo`) or return to it (`return`): shown first, done when confirmed."""
    if how not in {"undo", "return"}:
        raise Http404
    found, whole = get_object_or_404(Version, n=n), how == "return"
    page: dict[str, object] = {"version": found, "whole": whole}
    try:
        if request.method == "POST":
            changes = go_back(request.user, found, whole=whole)
            messages.success(request, _("Done: %(n)d rows changed.") % {"n": len(changes)})
            return redirect("versions")
        page["changes"] = list(told(preview(request.user, found, whole=whole)))
        page["overtaken"] = [] if whole else list(told(without(found).overtaken))
    except BadDocumentError as error:
        page["problems"] = error.problems
    return render(request, "versions/back.html", HERE | page)
