"""What is done with a case on its page: notes, files, opening again, a call to the customer planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to, refuse
from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.cases import actions, queries
from gudok.web.cases.files import FileRefusedError, hand_out, keep_file
from gudok.web.cases.models import CaseFile
from gudok.web.tasks.forms import TaskForm

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from gudok.web.accounts.request import SignedInRequest
    from gudok.web.cases.models import Case

SEES = ("cases.take", "cases.see", "cases.serve")
WORKS = ("cases.take", "cases.serve")


def _one(request: SignedInRequest, pk: int) -> Case:
    return get_object_or_404(queries.cases_seen(request.user), pk=pk)


@open_to(*WORKS)
@require_POST
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    case = _one(request, pk)
    actions.add_note(request.user, case, request.POST.get("text", ""))
    return redirect("case", pk=case.pk)


@open_to(*WORKS)
@require_POST
def add_file(request: SignedInRequest, pk: int) -> HttpResponse:
    case, upload = _one(request, pk), request.FILES.get("file")
    if not queries.may_change(request.user, case):
        return refuse(request)
    if upload is not None:
        try:
            row = keep_file(request.user, case, upload)
            messages.success(request, _("Saved: %(name)s") % {"name": row})
        except FileRefusedError as refusal:
            messages.error(request, str(refusal))
    return redirect("case", pk=case.pk)


@open_to(*SEES)
@require_GET
def get_file(request: SignedInRequest, pk: int, file: int) -> HttpResponseBase:
    """A file of a case one sees, as a download."""
    row = get_object_or_404(CaseFile, pk=file, case=_one(request, pk))
    found = hand_out(row)
    if found is None:
        raise Http404
    return found


@open_to("cases.take")
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Into work again, because of `why`."""
    case = _one(request, pk)
    if not actions.reopen_case(request.user, case.pk, request.POST.get("why", "")):
        messages.error(request, _("It was not opened again: write why."))
    return redirect("case", pk=case.pk)


@open_to("cases.take")
@require_http_methods(["GET", "POST"])
def call(request: SignedInRequest, pk: int) -> HttpResponse:
    """Plan a call to the customer with the answer: a task for oneself, another or a queue."""
    case = _one(request, pk)
    if not request.user.has_perm("tasks.use") or case.draft:
        return refuse(request)
    form = TaskForm(request.POST or None, user=request.user, initial=_known(request, case))
    if request.method == "POST" and form.is_valid():
        actions.plan_call(request.user, case, form.cleaned_data)
        return redirect("case", pk=case.pk)
    return render(request, "cases/call.html", {"case": case, "form": form})


def _known(request: SignedInRequest, case: Case) -> dict[str, Any]:
    """What the task says; the number only for who may see it."""
    text = _("Answer to case %(case)s: %(subject)s") % {"case": case, "subject": case.subject}
    phone = case.phone if request.user.has_perm(SEE_FULL_NUMBERS) else ""
    return {"soon": "60", "text": text[:500], "number": phone, "name": case.name}
