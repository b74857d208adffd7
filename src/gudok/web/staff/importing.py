"""Pages of the import: upload, look, take in, hand out the links; and the export."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.accounts.granting import people_of
from gudok.web.accounts.invite.actions import invite_all
from gudok.web.accounts.models import User
from gudok.web.audit.actions import write_change
from gudok.web.people.tables.cells import safe
from gudok.web.setup.kinds import KINDS
from gudok.web.staff import imports, table
from gudok.web.staff.models import StaffImport
from gudok.web.staff.person import link_address

if TYPE_CHECKING:
    from gudok.web.accounts.request import SignedInRequest

LARGEST = 5_000_000
SHOWN = 200
"""Rows of a large table shown at the most; wrong ones first."""


@open_to("staff.change")
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    error = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None:
            error = _("Choose a file.")
        elif file.size is None or file.size > LARGEST:
            error = _("The file is too large.")
        else:
            try:
                staged = imports.stage(request.user, file.name or "", file.read())
            except table.TableError as wrong:
                error = str(wrong)
            else:
                return redirect("staff_preview", pk=staged.pk)
    context = {"error": error, "columns": table.COLUMNS, "here": "staff", "kinds": KINDS}
    return render(request, "staff/upload.html", context)


@open_to("staff.change")
@require_GET
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    return render(request, "staff/preview.html", _context(request, pk))


@open_to("staff.change")
@require_POST
def take(request: SignedInRequest, pk: int) -> HttpResponse:
    """Save the next rows and show how far it went; the page's script asks again until all are in."""
    staged = get_object_or_404(StaffImport, pk=pk, by=request.user)
    try:
        imports.take(request.user, staged)
    except imports.OvertakenError as error:
        messages.error(
            request,
            _("Line %(line)s does not fit any more: the set-up changed. Upload the file again.")
            % {"line": error.args[0]},
        )
    if not request.headers.get("HX-Request"):
        return redirect("staff_preview", pk=pk)
    return render(request, "staff/progress.html", _context(request, pk) | {"going": True})


@open_to("staff.change")
@require_POST
def links(request: SignedInRequest, pk: int) -> HttpResponse:
    """The new people's links as a table: made now, handed out once."""
    staged = get_object_or_404(StaffImport, pk=pk, by=request.user)
    people = list(User.objects.filter(pk__in=staged.links).order_by("login"))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Login"), _("Full name"), _("Email"), _("Link")])
    for user, secret in zip(people, invite_all(people), strict=True):
        cells = (user.login, user.full_name, user.email, link_address(request, secret))
        writer.writerow([safe(cell) for cell in cells])
    StaffImport.objects.filter(pk=pk).update(links=[])
    write_change(request.user, "invitations.made", staged, {}, {"people": len(people)})
    return _csv(out.getvalue(), "links.csv")


@open_to("staff.change")
@require_GET
def export(request: SignedInRequest) -> HttpResponse:
    """All people as a table that the import takes back."""
    people = people_of(request.user).select_related("operator", "team")
    found = people.prefetch_related("groups", "own_roles", "operator__queues").order_by("login")
    return _csv(table.write(found), "staff.csv")


@open_to("staff.change")
@require_GET
def example(request: SignedInRequest) -> HttpResponse:
    """The empty table, to be filled in."""
    return _csv(table.write([]), "staff-example.csv")


def _csv(text: str, name: str) -> HttpResponse:
    # The mark at the beginning tells table programs that this is UTF-8.
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8", headers=headers)


def _context(request: SignedInRequest, pk: int) -> dict[str, object]:
    staged = get_object_or_404(StaffImport, pk=pk, by=request.user)
    titles = {column.field: column.title for column in table.COLUMNS}
    rows = sorted(staged.rows, key=lambda row: not row["errors"])[:SHOWN]
    shown = [
        (
            row,
            row["values"].get("login", ""),
            row["values"].get("full_name", ""),
            [(titles.get(f, f), text) for f, text in row["errors"].items()],
        )
        for row in rows
    ]
    counts = {kind: sum(row["change"] == kind for row in staged.rows) for kind in ("new", "changed", "same")}
    share = 100 * staged.done // max(1, len(staged.rows))
    return {
        "staged": staged, "rows": shown, "counts": counts, "share": share, "here": "staff", "kinds": KINDS,
        "left": max(0, len(staged.rows) - SHOWN),
    }  # fmt: skip
