"""Views of lists are saved and dropped; the file of a list that is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gudok.web.accounts.doors import open_to, refuse
from gudok.web.catalogue import table as files
from gudok.web.lists import actions, queries, tables
from gudok.web.lists.forms import ViewForm
from gudok.web.lists.models import SavedView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

MOST_TAKEN = 50_000
"""Rows of a file; who wants more narrows the list to parts, or asks the API."""


@open_to()
@require_POST
def save(request: SignedInRequest, name: str) -> HttpResponse:
    """Keep what the list shows; to share it needs a right of its own."""
    table = tables.named(name)
    if table is None:
        raise Http404
    form = ViewForm(request.POST)
    if not any(request.user.has_perm(right) for right in table.rights):
        return refuse(request)
    if not form.is_valid():
        messages.error(request, _("Give the view a name."))
        return redirect(table.home)
    values = form.cleaned_data
    if values["shared"] and not request.user.has_perm("lists.share"):
        return refuse(request)
    view = actions.save_view(request.user, name, values["name"], values["query"], shared=values["shared"])
    messages.success(request, _("Saved: %(name)s") % {"name": view.name})
    return redirect(f"{reverse(table.home)}?{view.query}")


@open_to()
@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView, pk=pk)
    if not queries.may_drop(request.user, view):
        raise Http404
    table = tables.named(view.list)
    actions.drop_view(request.user, view)
    messages.success(request, _("Deleted: %(name)s") % {"name": view.name})
    return redirect(table.home if table else "home")


def take_away(request: SignedInRequest, name: str, rows: Sequence[Sequence[Any]]) -> HttpResponse:
    """The rows with the columns the address chooses as a file for table programs; it stands in the audit."""
    table = tables.named(name)
    if table is None:
        raise LookupError(name)
    file = f"{name}.csv"
    actions.note_taken(request.user, table, file, len(rows), tables.query(request.GET))
    return files.answer([table.columns[column] for column in tables.shown(request.GET, table)], rows, file)
