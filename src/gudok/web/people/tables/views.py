"""Pages of the import (upload, choose columns, try, take in) and the export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.audit.models import AuditEntry
from gudok.web.people import filters, queries
from gudok.web.people.tables import actions, export, reading
from gudok.web.people.tables.columns import OWN, columns
from gudok.web.people.tables.models import CustomerImport

if TYPE_CHECKING:
    from gudok.web.accounts.request import SignedInRequest

SAMPLE = 5
LATEST = 20
WRITINGS = (*reading.ENCODINGS, *reading.ALSO)
SHOWN = 200
"""Errors shown at the most."""


@open_to("people.transfer")
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    """Choose a file; below, the imports so far."""
    error = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None:
            error = _("Choose a file.")
        elif file.size is None or file.size > reading.LARGEST:
            error = _("The file is too large.")
        else:
            try:
                return redirect("customer_import", pk=actions.stage(request.user, file.name or "", file.read()).pk)
            except reading.TableError as wrong:
                error = str(wrong)
    latest = CustomerImport.objects.select_related("by")[:LATEST]
    return render(request, "people/upload.html", {"error": error, "latest": latest})


@open_to("people.transfer")
@require_http_methods(["GET", "POST"])
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One import; a POST chooses its columns and lets it be tried, or says how the file is written."""
    found = get_object_or_404(CustomerImport, pk=pk)
    known = columns()
    if request.method == "POST" and "encoding" in request.POST:
        return _reread(request, found)
    if request.method == "POST" and found.state in actions.CHOOSING and hasattr(found, "file"):
        names = {column.name for column in known}
        chosen = [request.POST.get(f"column{n}", "") for n in range(len(found.heads))]
        chosen = [name if name in names else "" for name in chosen]
        taken = [name for name in chosen if name]
        key = request.POST.get("key", "")
        if len(set(taken)) < len(taken):
            messages.error(request, _("A column stands there twice."))
        elif key not in taken or (key not in {"phones", "emails"} and not key.startswith(OWN)):
            messages.error(request, _("Choose by which of the columns a customer is known again."))
        else:
            actions.match(found, chosen, key)
        return redirect("customer_import", pk=pk)
    return render(request, "people/import.html", _context(found) | _choosing(found))


def _reread(request: SignedInRequest, found: CustomerImport) -> HttpResponse:
    encoding, delimiter = request.POST["encoding"], request.POST.get("delimiter", "").replace("tab", "\t")
    known = encoding in WRITINGS and delimiter in reading.DELIMITERS
    if known and found.encoding and found.state in actions.CHOOSING and hasattr(found, "file"):
        try:
            actions.reread(found, reading.Writing(encoding, delimiter))
        except reading.TableError as wrong:
            messages.error(request, str(wrong))
    return redirect("customer_import", pk=found.pk)


@open_to("people.transfer")
@require_GET
def state(request: SignedInRequest, pk: int) -> HttpResponse:
    """The living part of the page."""
    return render(request, "people/import_state.html", _context(get_object_or_404(CustomerImport, pk=pk)))


@open_to("people.transfer")
@require_POST
def act(request: SignedInRequest, pk: int, what: str) -> HttpResponse:
    """Take in what was tried, or stop."""
    found = get_object_or_404(CustomerImport, pk=pk)
    done = actions.take(found) if what == "take" else actions.stop(found) if what == "stop" else False
    if not done:
        messages.error(request, _("This cannot be done any more: somebody was quicker."))
    return redirect("customer_import", pk=pk)


@open_to("people.transfer")
@require_GET
def download(request: SignedInRequest, kind: str) -> HttpResponse | FileResponse:
    """The customers of the list as it is narrowed; who sees masked numbers takes masked ones."""
    kind = kind if kind in export.KINDS else "csv"
    masked = not request.user.has_perm(SEE_FULL_NUMBERS)
    asked = filters.read(request.GET)
    found = queries.narrowed(asked.text, asked.chosen, masked=masked)
    count, filtered = found.count(), request.GET.urlencode()[:500]
    AuditEntry.objects.create(
        actor=request.user, actor_name=str(request.user)[:120], verb="customers.exported", kind="people.customer",
        row_id="", row_name=f"customers.{kind}", after={"people": count, "filter": filtered},
    )  # fmt: skip
    file = export.write(found, kind, masked=masked)
    answer = FileResponse(file, as_attachment=True, filename=f"customers.{kind}", content_type=export.KINDS[kind])
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _context(found: CustomerImport) -> dict[str, Any]:
    titles = {column.name: column.title for column in columns()}
    errors = [(line, titles.get(name, name), text) for line, name, text in found.errors[:SHOWN]]
    counts = {name: found.counts.get(name, 0) for name in ("new", "changed", "same", "wrong")}
    return {"found": found, "errors": errors, "counts": counts}


def _choosing(found: CustomerImport) -> dict[str, Any]:
    if found.state not in actions.CHOOSING or not hasattr(found, "file"):
        return {}
    rows = actions.sample(found, SAMPLE)
    shown = [
        (n, head, chosen, [row[n] if n < len(row) else "" for row in rows])
        for n, (head, chosen) in enumerate(zip(found.heads, found.columns, strict=False))
    ]
    keys = [column for column in columns() if column.name in {"phones", "emails"} or column.name.startswith(OWN)]
    written = {"writings": WRITINGS, "delimiters": reading.DELIMITERS} if found.encoding else {}
    return {"choosing": shown, "columns": columns(), "keys": keys, **written}
