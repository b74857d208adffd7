"""The cases' pages: the list with its filter, the file of what is seen, one case, a new one without a call."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.cases import actions, queries
from gudok.web.cases.fields import NAMES, STEPS
from gudok.web.cases.filters import COLUMNS, CaseFilter
from gudok.web.catalogue import table
from gudok.web.drafts import wire
from gudok.web.drafts.calls import Known, known_customer
from gudok.web.people import numbers
from gudok.web.why.formats import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest
    from gudok.web.cases.models import Case, CaseChange

PAGE = 50
MOST_EXPORTED = 50_000


@open_to("cases.take", "cases.see", "cases.serve")
@require_GET
def cases(request: SignedInRequest) -> HttpResponse:
    form = CaseFilter(wire.without_nul(request.GET))
    masked = not request.user.has_perm(SEE_FULL_NUMBERS)
    page = Paginator(form.narrow(request.user, masked=masked), PAGE).get_page(request.GET.get("page"))
    rows = [(case, cells(case, form.shown, masked=masked)) for case in page]
    heads = [COLUMNS[name] for name in form.shown]
    late = queries.overdue(queries.placed(request.user)).count()
    context = {"page": page, "rows": rows, "heads": heads, "form": form, "filtered": bool(form.chosen), "late": late}
    return render(request, "cases/cases.html", context)


@open_to("cases.export")
@require_GET
def export(request: SignedInRequest) -> HttpResponse:
    """The cases of the filter with the columns that are shown, as a file for table programs."""
    form = CaseFilter(wire.without_nul(request.GET))
    masked = not request.user.has_perm(SEE_FULL_NUMBERS)
    found = form.narrow(request.user, masked=masked)[:MOST_EXPORTED]
    rows = [[_plain(value) for name, value in cells(case, form.shown, masked=masked)] for case in found]
    actions.note_export(request.user, len(rows))
    return table.answer([COLUMNS[name] for name in form.shown], rows, "cases.csv")


def cells(case: Case, columns: Sequence[str], *, masked: bool) -> list[tuple[str, Any]]:
    """A case's cells with their columns; times are aware."""
    phone = numbers.show(case.phone)
    values = {
        "number": case.number or "",
        "placed": case.placed_at or case.created_at,
        "kind": str(case.kind or ""),
        "subject": case.subject,
        "severity": case.get_severity_display(),
        "state": case.get_state_display(),
        "due": case.due_at or "",
        "owner": str(case.owner or ""),
        "service": str(case.service or ""),
        "customer": case.name,
        "phone": numbers.mask(phone) if masked and phone else phone,
        "order": str(case.order or ""),
        "author": str(case.author or ""),
        "wanted": case.wanted,
        "reply": case.reply,
    }
    return [(name, values[name]) for name in columns]


def _plain(value: Any) -> Any:
    """A cell as a table program reads it."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if hasattr(value, "tzinfo") else value


@open_to("cases.take", "cases.see", "cases.serve")
@require_GET
def case(request: SignedInRequest, pk: int) -> HttpResponse:
    """One case: its form, its notes and files, its requests, its history."""
    found = get_object_or_404(queries.cases_seen(request.user), pk=pk)
    names = NAMES | STEPS
    changes = [(row, names.get(row.field, row.field), _why(row)) for row in found.changes.select_related("who")]
    seen = queries.placed(request.user).select_related("service", "kind")
    context = {
        "case": found,
        "changes": changes,
        "parent": seen.filter(pk=found.parent_id or 0).first(),
        "requests": seen.filter(parent=found),
        "notes": found.notes.select_related("who"),
        "files": found.files.select_related("who"),
        "may_change": queries.may_change(request.user, found),
        "may_reopen": queries.may_reopen(request.user, found),
    }
    return render(request, "cases/case.html", context)


def _why(change: CaseChange) -> str:
    """What stands behind a change: why it was opened again, since when it was overdue."""
    if change.field == "climbed" and change.what:
        return _("deadline %(when)s") % {"when": moment(datetime.fromisoformat(change.what))}
    return change.what


@open_to("cases.take")
@require_POST
def new(request: SignedInRequest) -> HttpResponse:
    """Begin a case without a call: for `customer` where one is named; a request to a service because of `parent`."""
    pk = request.POST.get("parent", "")
    seen = queries.placed(request.user)
    parent = seen.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 18 else None
    known = known_customer(request.POST.get("customer", ""))
    if parent is not None:
        known = Known(parent.customer, parent.name, parent.phone)
    return redirect("case", pk=actions.begin_case(request.user, "", known, parent).pk)
