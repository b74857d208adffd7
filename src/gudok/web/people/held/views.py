"""A person's request: the page with all that is held, the same as a file, and the erasing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.people.held import actions, archive, queries
from gudok.web.people.held.forms import EraseForm
from gudok.web.people.held.parts import HeldError, parts
from gudok.web.people.models import Customer

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest


@open_to("people.request")
@require_GET
def whole(request: SignedInRequest, pk: int) -> HttpResponse:
    """All that is held about a customer, room by room."""
    return _page(request, get_object_or_404(Customer, pk=pk), None)


@open_to("people.request")
@require_GET
def file(request: SignedInRequest, pk: int) -> FileResponse:
    """The same to be given to the person."""
    customer = get_object_or_404(Customer, pk=pk)
    person = queries.person_of(customer)
    made = archive.write(person, queries.held(person))
    actions.note_shown(request.user, customer, taken=True)
    answer = FileResponse(made, as_attachment=True, filename=f"customer-{pk}.zip", content_type="application/zip")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@open_to("people.request")
@require_POST
def erase(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget the customer for good."""
    customer = get_object_or_404(Customer, pk=pk)
    form = EraseForm(request.POST, name=customer.name)
    if not form.is_valid():
        return _page(request, customer, form)
    try:
        actions.erase(request.user, pk, form.cleaned_data["reason"])
    except HeldError as held:
        messages.error(request, str(held))
        return redirect("customer_held", pk=pk)
    messages.success(request, _("The customer is erased. Files and the journal follow within minutes."))
    return redirect("people")


def _page(request: SignedInRequest, customer: Customer, form: EraseForm | None) -> HttpResponse:
    sections = queries.held(queries.person_of(customer))
    actions.note_shown(request.user, customer, taken=False)
    kept = [(part.title, part.keeps) for part in parts() if part.keeps]
    context = {"customer": customer, "sections": sections, "kept": kept, "form": form or EraseForm(name=customer.name)}
    answer = render(request, "people/held.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer
