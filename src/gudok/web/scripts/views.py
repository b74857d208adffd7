"""Pages of scripts: the list, a new one, and the page on which one is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import ProtectedError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.scripts import actions, queries, schema, words
from gudok.web.scripts.begin import BEGINNINGS, beginning
from gudok.web.scripts.forms import NameForm, NewScriptForm
from gudok.web.scripts.models import Script, ScriptEdition
from gudok.web.setup.actions import delete_row, save_row
from gudok.web.setup.checking import CHECK, checked
from gudok.web.setup.kinds import KINDS

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

HERE = {"here": "scripts", "kinds": KINDS}


@open_to("scripts.edit", "scripts.answers")
@require_GET
def scripts(request: SignedInRequest) -> HttpResponse:
    """Every script, with how it stands and which queues bring it up."""
    return render(request, "scripts/scripts.html", HERE | {"lines": queries.lines()})


@open_to("scripts.edit")
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    form = NewScriptForm(request.POST or None)
    if CHECK in request.headers:
        return checked(form)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        body = beginning(values["begin"], values["language"])
        row = actions.add_script(request.user, values["name"], values["language"], body)
        return redirect("script", pk=row.pk)
    return render(request, "scripts/new.html", HERE | {"form": form, "beginnings": BEGINNINGS.values()})


@open_to("scripts.edit")
@require_GET
def script(request: SignedInRequest, pk: int) -> HttpResponse:
    """The script as a picture: drawn, tried, and put to use."""
    row = get_object_or_404(Script, pk=pk)
    body, draft = queries.drawn(row)
    page = {
        "script": row,
        "edition": draft.edition,
        "queues": row.queues.all(),
        "editions": row.editions.order_by("-n"),
        "form": NameForm(instance=row),
        "words": words.editor_words(),
        "begins": {
            "flow": body,
            "drawn": draft.body is not None,
            "problems": queries.problems(body, row),
            "kinds": schema.kinds(),
        },
    }
    return render(request, "scripts/script.html", page)


@open_to("scripts.edit")
@require_GET
def edition(request: SignedInRequest, pk: int, n: int) -> HttpResponse:
    """An earlier edition, to be read."""
    row = get_object_or_404(ScriptEdition.objects.select_related("script"), script=pk, n=n)
    return render(request, "scripts/edition.html", HERE | {"edition": row, "script": row.core()})


@open_to("scripts.edit")
@require_POST
def take_up(request: SignedInRequest, pk: int, n: int) -> HttpResponse:
    """An earlier edition becomes the draft."""
    row = get_object_or_404(Script, pk=pk)
    old = get_object_or_404(ScriptEdition, script=row, n=n)
    actions.keep_draft(request.user, row, old.body, queries.drawn(row)[1].edition)
    messages.success(request, _("Edition %(n)d is the draft now: look at it, and put it to use.") % {"n": n})
    return redirect("script", pk=pk)


@open_to("scripts.edit")
@require_POST
def rename(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Script, pk=pk)
    form = NameForm(request.POST, instance=row)
    if form.is_valid():
        save_row(request.user, Script, pk, form.cleaned_data)
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("script", pk=pk)


@open_to("scripts.edit")
@require_POST
def forget(request: SignedInRequest, pk: int) -> HttpResponse:
    """The draft goes; what is in use is drawn on."""
    row = get_object_or_404(Script, pk=pk)
    actions.keep_draft(request.user, row, None, queries.drawn(row)[1].edition)
    messages.success(request, _("The draft is thrown away: this is what operators read."))
    return redirect("script", pk=pk)


@open_to("scripts.edit")
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Script, pk=pk)
    if row.runs.exists():
        messages.error(request, _("Calls were led by this script: it cannot be deleted. Take it out of its queues."))
        return redirect("script", pk=pk)
    try:
        delete_row(request.user, row)
    except ProtectedError as error:
        users = ", ".join(sorted({str(one) for one in error.protected_objects})[:5])
        refusal = _("%(name)s cannot be deleted, it is in use: %(users)s.")
        messages.error(request, refusal % {"name": row, "users": users})
        return redirect("script", pk=pk)
    messages.success(request, _("Deleted: %(name)s") % {"name": row})
    return redirect("scripts")
