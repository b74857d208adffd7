"""Pages of the set-up. Staff has its own module: a person is more than one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import ProtectedError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.setup import actions
from gudok.web.setup.checking import CHECK, checked
from gudok.web.setup.kinds import KINDS, Kind

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


@open_to("setup.change", "staff.change", "audit.see", "api.use", "scripts.edit")
@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    """The first page this person may open."""
    if request.user.has_perm("setup.change"):
        return redirect("setup_rows", kind="queues")
    pages = (
        ("staff.change", "setup_staff"),
        ("audit.see", "audit"),
        ("api.use", "setup_tokens"),
        ("scripts.edit", "scripts"),
    )
    return redirect(next(page for right, page in pages if request.user.has_perm(right)))


@open_to("setup.change")
@require_GET
def rows(request: SignedInRequest, kind: str) -> HttpResponse:
    shown = _kind(kind)
    found = [(row, [_cell(row, column) for column in shown.columns]) for row in shown.model._default_manager.all()]
    heads = [_head(shown.model, column) for column in shown.columns]
    page = {"kind": shown, "here": kind, "kinds": KINDS, "rows": found, "heads": heads}
    return render(request, "setup/rows.html", page)


@open_to("setup.change")
@require_http_methods(["GET", "POST"])
def row(request: SignedInRequest, kind: str, pk: int | None = None) -> HttpResponse:
    shown = _kind(kind)
    found = get_object_or_404(shown.model, pk=pk) if pk else None
    form = shown.form(
        request.POST or None, request.FILES or None, instance=found, initial=None if found else request.GET.dict()
    )
    if CHECK in request.headers:
        return checked(form)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_row(request.user, shown.model, pk, form.cleaned_data)
        messages.success(request, _("Saved: %(name)s") % {"name": saved})
        return redirect("setup_rows", kind=kind)
    name = str(get_object_or_404(shown.model, pk=pk)) if pk else ""
    page = {"kind": shown, "here": kind, "kinds": KINDS, "form": form, "pk": pk, "name": name}
    helped = shown.helper(request, found) if shown.helper and found else {}
    return render(request, "setup/row.html", page | helped)


@open_to("setup.change")
@require_POST
def delete(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    found = get_object_or_404(_kind(kind).model, pk=pk)
    try:
        actions.delete_row(request.user, found)
    except ProtectedError as error:
        users = ", ".join(sorted({str(one) for one in error.protected_objects})[:5])
        refusal = _("%(name)s cannot be deleted, it is in use: %(users)s.")
        messages.error(request, refusal % {"name": found, "users": users})
        return redirect("setup_row", kind=kind, pk=pk)
    messages.success(request, _("Deleted: %(name)s") % {"name": found})
    return redirect("setup_rows", kind=kind)


def _head(model: type[models.Model], column: str) -> str:
    try:
        return str(model._meta.get_field(column).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return _("Name")


def _cell(row: models.Model, column: str) -> object:
    """A cell as people read it: the choice's name instead of its code."""
    display = getattr(row, f"get_{column}_display", None)
    value = display() if display else getattr(row, column)
    return "—" if value is None else value
