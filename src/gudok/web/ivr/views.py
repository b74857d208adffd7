"""Pages of voice menus: the list, a new one, and the page on which one is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import ProtectedError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.ivr import actions, queries, schema
from gudok.web.ivr.begin import BEGINNINGS, beginning
from gudok.web.ivr.forms import NameForm, NewFlowForm
from gudok.web.setup.actions import delete_row, save_row
from gudok.web.setup.checking import CHECK, checked
from gudok.web.setup.flows import Flow
from gudok.web.setup.kinds import KINDS

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

HERE = {"here": "flows", "kinds": KINDS}


@open_to("setup.change")
@require_GET
def flows(request: SignedInRequest) -> HttpResponse:
    """Every voice menu, with how it stands and which numbers lead to it."""
    return render(request, "ivr/flows.html", HERE | {"lines": queries.lines()})


@open_to("setup.change")
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    form = NewFlowForm(request.POST or None)
    if CHECK in request.headers:
        return checked(form)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        row = actions.add_flow(request.user, values["name"], beginning(values["begin"]))
        return redirect("flow", pk=row.pk)
    return render(request, "ivr/new.html", HERE | {"form": form, "beginnings": BEGINNINGS.values()})


@open_to("setup.change")
@require_GET
def flow(request: SignedInRequest, pk: int) -> HttpResponse:
    """The flow as a picture: drawn, tried with pretend keys, and put to use."""
    row = get_object_or_404(Flow, pk=pk)
    body, draft = queries.drawn(row)
    page = {
        "flow": row,
        "edition": draft.edition,
        "numbers": row.numbers.all(),
        "form": NameForm(instance=row),
        "words": schema.words(),
        "begins": {
            "flow": body,
            "drawn": draft.body is not None,
            "problems": queries.problems(body),
            "kinds": schema.kinds(),
            "offered": queries.offered(),
        },
    }
    return render(request, "ivr/flow.html", page)


@open_to("setup.change")
@require_POST
def rename(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Flow, pk=pk)
    form = NameForm(request.POST, instance=row)
    if form.is_valid():
        save_row(request.user, Flow, pk, form.cleaned_data)
    else:
        messages.error(request, " ".join(map(str, form.errors["name"])))
    return redirect("flow", pk=pk)


@open_to("setup.change")
@require_POST
def forget(request: SignedInRequest, pk: int) -> HttpResponse:
    """The draft goes; what is in use is drawn on."""
    row = get_object_or_404(Flow, pk=pk)
    actions.keep_draft(request.user, row, None, queries.drawn(row)[1].edition)
    messages.success(request, _("The draft is thrown away: this is what callers hear."))
    return redirect("flow", pk=pk)


@open_to("setup.change")
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Flow, pk=pk)
    try:
        delete_row(request.user, row)
    except ProtectedError as error:
        users = ", ".join(sorted({str(one) for one in error.protected_objects})[:5])
        refusal = _("%(name)s cannot be deleted, it is in use: %(users)s.")
        messages.error(request, refusal % {"name": row, "users": users})
        return redirect("flow", pk=pk)
    messages.success(request, _("Deleted: %(name)s") % {"name": row})
    return redirect("flows")
