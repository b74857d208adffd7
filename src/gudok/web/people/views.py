from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.accounts.roles import SEE_FULL_NUMBERS
from gudok.web.people import actions, queries
from gudok.web.people.forms import CustomerForm
from gudok.web.people.models import Customer
from gudok.web.record.queries import calls_of_customer

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

PAGE = 50
LATEST_CALLS = 10


@open_to("people.view")
@require_GET
def customers(request: SignedInRequest) -> HttpResponse:
    # PostgreSQL refuses a NUL, and nobody has one in a name.
    text, vip = request.GET.get("q", "").replace("\0", ""), request.GET.get("vip") == "1"
    masked = not request.user.has_perm(SEE_FULL_NUMBERS)
    page = Paginator(queries.search(text, vip=vip, masked=masked), PAGE).get_page(request.GET.get("page"))
    return render(request, "people/customers.html", {"page": page, "q": text, "vip": vip})


@open_to("people.change")
@require_http_methods(["GET", "POST"])
def customer(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """A new customer, or the card of one with the latest calls."""
    row = get_object_or_404(Customer, pk=pk) if pk else None
    form = CustomerForm(request.POST or None, instance=row, full_numbers=request.user.has_perm(SEE_FULL_NUMBERS))
    if request.method == "POST" and form.is_valid():
        saved = actions.save_customer(request.user, row, form.cleaned_data)
        messages.success(request, _("Saved: %(name)s") % {"name": saved.name})
        return redirect("people")
    calls = calls_of_customer(row)[:LATEST_CALLS] if row else []
    return render(request, "people/customer.html", {"form": form, "customer": row, "calls": calls})


@open_to("people.change")
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Customer, pk=pk)
    actions.delete_customer(request.user, row)
    messages.success(request, _("Deleted: %(name)s") % {"name": row.name})
    return redirect("people")
