"""The catalogue's pages: goods with filters, one good, the tree of categories, and the search of the order form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import ProtectedError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to, refuse
from gudok.web.catalogue import actions, queries, table
from gudok.web.catalogue.forms import CategoryForm, GoodFilter, GoodForm
from gudok.web.catalogue.models import Category, Good
from gudok.web.catalogue.money import show_money, show_quantity
from gudok.web.together import held, tell_kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

PAGE = 50
OFFERED = 12
ACTIVE = {"no": False, "all": None}


@open_to("catalogue.see")
@require_GET
def goods(request: SignedInRequest) -> HttpResponse:
    form = GoodFilter(_clean(request))
    page = Paginator(_found(form), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "filtered": bool(form.chosen), "paths": queries.paths()}
    return render(request, "catalogue/goods.html", context)


@open_to("catalogue.see")
@require_GET
def export(request: SignedInRequest) -> HttpResponse:
    """The goods of the filter as a file for table programs."""
    actions.note_export(request.user, found := _found(GoodFilter(_clean(request))))
    return table.answer(table.GOODS, table.goods(found, queries.paths()), "goods.csv")


def _clean(request: SignedInRequest) -> dict[str, str]:
    # PostgreSQL refuses a NUL, and nobody has one in a name.
    return {name: str(value).replace("\0", "") for name, value in request.GET.items()}


def _found(form: GoodFilter) -> Sequence[Good]:
    chosen = form.chosen
    rows = queries.goods(chosen.get("category"), ACTIVE.get(chosen.get("active", ""), True))
    return queries.search(chosen.get("q", ""), rows)


@open_to("catalogue.change")
@require_http_methods(["GET", "POST"])
def new_good(request: SignedInRequest) -> HttpResponse:
    return _card(request, None)


@open_to("catalogue.see")
@require_http_methods(["GET", "POST"])
def good(request: SignedInRequest, pk: int) -> HttpResponse:
    """One good with the history of its price; to be read only without the right to change."""
    if request.method == "POST" and not request.user.has_perm("catalogue.change"):
        return refuse(request)
    return _card(request, pk)


@transaction.atomic
def _card(request: SignedInRequest, pk: int | None) -> HttpResponse:
    row = held(Good, pk)
    name = row.name if row else ""
    form = GoodForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_good(request.user, pk, form.cleaned_data)
        messages.success(request, _("Saved: %(name)s") % {"name": saved})
        tell_kept(request, form)
        return redirect("goods")
    prices = row.prices.select_related("set_by") if row else []
    return render(request, "catalogue/good.html", {"form": form, "good": row, "name": name, "prices": prices})


@open_to("catalogue.see")
@require_GET
def categories(request: SignedInRequest) -> HttpResponse:
    return render(request, "catalogue/categories.html", {"tree": queries.tree()})


@open_to("catalogue.change")
@require_http_methods(["GET", "POST"])
def category(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(Category, pk=pk) if pk else None
    form = CategoryForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_category(request.user, pk, form.cleaned_data)
        messages.success(request, _("Saved: %(name)s") % {"name": saved})
        return redirect("categories")
    name = get_object_or_404(Category, pk=pk).name if pk else ""
    return render(request, "catalogue/category.html", {"form": form, "pk": pk, "name": name})


@open_to("catalogue.change")
@require_POST
def delete_category(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Category, pk=pk)
    try:
        actions.delete_category(request.user, row)
    except ProtectedError:
        messages.error(request, _("%(name)s is not empty: move what is in it first.") % {"name": row})
        return redirect("category", pk=pk)
    messages.success(request, _("Deleted: %(name)s") % {"name": row.name})
    return redirect("categories")


@open_to("catalogue.see", "orders.take")
@require_GET
def find(request: SignedInRequest) -> JsonResponse:
    """What the order form offers for `q`: {goods: [{id, article, name, unit, price, stock}]}, best first."""
    typed, language = request.GET.get("q", "").replace("\0", ""), get_language() or ""
    rows = queries.search(typed, queries.sellable(), OFFERED) if typed.strip() else []
    shown = [
        {
            "id": row.pk,
            "article": row.article,
            "name": row.name,
            "unit": row.unit,
            "price": show_money(row.kopecks, language),  # type: ignore[arg-type]
            "stock": "" if row.stock is None else show_quantity(row.stock, language),
        }
        for row in rows
    ]
    return JsonResponse({"goods": shown})
