"""Pages of companies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to, refuse
from gudok.web.people.companies import actions
from gudok.web.people.companies.forms import CompanyForm
from gudok.web.people.companies.models import Company
from gudok.web.people.companies.queries import search
from gudok.web.together import held, tell_kept

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

PAGE = 50
PEOPLE = 100


@open_to("customers.see")
@require_GET
def companies(request: SignedInRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\0", "")
    page = Paginator(search(text).annotate(size=Count("people")).order_by("name", "id"), PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "people/companies.html", {"page": page, "q": text})


@open_to("customers.change")
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    return _page(request, None)


@open_to("customers.see")
@require_http_methods(["GET", "POST"])
def company(request: SignedInRequest, pk: int) -> HttpResponse:
    """A company with its people; to be read only without the right to change."""
    if request.method == "POST" and not request.user.has_perm("customers.change"):
        return refuse(request)
    return _page(request, pk)


@transaction.atomic
def _page(request: SignedInRequest, pk: int | None) -> HttpResponse:
    row = held(Company, pk)
    form = CompanyForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_company(request.user, row, form.cleaned_data)
        messages.success(request, _("Saved: %(name)s") % {"name": saved.name})
        tell_kept(request, form)
        return redirect("companies")
    people = row.people.prefetch_related("phones")[:PEOPLE] if row else []
    title = Company.objects.get(pk=row.pk).name if row else ""
    return render(request, "people/company.html", {"form": form, "company": row, "title": title, "people": people})


@open_to("customers.change")
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Company, pk=pk)
    actions.delete_company(request.user, row)
    messages.success(request, _("Deleted: %(name)s") % {"name": row.name})
    return redirect("companies")
