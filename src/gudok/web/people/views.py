from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to, refuse
from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.lists import keyset, tables
from gudok.web.lists.views import MOST_TAKEN, take_away
from gudok.web.people import actions, filters, queries
from gudok.web.people.columns import TABLE, cells
from gudok.web.people.companies.models import Company
from gudok.web.people.forms import CardForm
from gudok.web.people.merging.queries import near
from gudok.web.people.models import Customer
from gudok.web.record.queries import calls_of_customer, visible_calls
from gudok.web.together import held, tell_kept

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

LATEST_CALLS = 10
SUGGESTED = 300
"""Companies the form suggests while one is typed."""


@open_to("customers.see")
@require_GET
def customers(request: SignedInRequest) -> HttpResponse:
    asked = filters.read(request.GET)
    masked = not request.user.has_perm(SEE_FULL_NUMBERS)
    found = queries.narrowed(asked.text, asked.chosen, masked=masked)
    page = keyset.page(found, ("name", "id"), request.GET.get("after", ""))
    shown = tables.shown(request.GET, TABLE)
    return render(request, "people/customers.html", {"page": page, "asked": asked, "shown": shown})


@open_to("people.transfer")
@require_GET
def file(request: SignedInRequest) -> HttpResponse:
    """The list as it is seen, with its columns."""
    asked, masked = filters.read(request.GET), not request.user.has_perm(SEE_FULL_NUMBERS)
    found = queries.narrowed(asked.text, asked.chosen, masked=masked).order_by("name", "id")[:MOST_TAKEN]
    shown = tables.shown(request.GET, TABLE)
    return take_away(request, "customers", [cells(row, shown, masked=masked) for row in found])


@open_to("customers.change")
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """A new customer."""
    return _card(request, None)


@open_to("customers.see")
@require_http_methods(["GET", "POST"])
def customer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The card of a customer with the latest calls; to be read only without the right to change."""
    if request.method == "POST" and not request.user.has_perm("customers.change"):
        return refuse(request)
    return _card(request, pk)


@transaction.atomic
def _card(request: SignedInRequest, pk: int | None) -> HttpResponse:
    row = held(Customer, pk)
    form = CardForm(request.POST or None, instance=row, full_numbers=request.user.has_perm(SEE_FULL_NUMBERS))
    if request.method == "POST" and form.is_valid():
        saved = actions.save_customer(request.user, row, form.cleaned_data)
        messages.success(request, _("Saved: %(name)s") % {"name": saved.name})
        tell_kept(request, form)
        return redirect("people")
    calls = list(calls_of_customer(row)[:LATEST_CALLS]) if row else []
    seen = visible_calls(request.user).filter(pk__in=[call.pk for call in calls])
    context = {
        "form": form, "customer": row, "calls": calls, "seen": set(seen.values_list("pk", flat=True)),
        **_merging(request, row),
        "companies": Company.objects.values_list("name", flat=True)[:SUGGESTED],
    }  # fmt: skip
    return render(request, "people/customer.html", context)


def _merging(request: SignedInRequest, row: Customer | None) -> dict[str, object]:
    if row is None or not request.user.has_perm("people.merge"):
        return {}
    return {"near": near(Customer.objects.get(pk=row.pk)), "merges": row.merges.select_related("by")}


@open_to("customers.change")
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Customer, pk=pk)
    actions.delete_customer(request.user, row)
    messages.success(request, _("Deleted: %(name)s") % {"name": row.name})
    return redirect("people")
