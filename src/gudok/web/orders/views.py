"""The orders' pages: the list with its filter, the file of what is seen, one order, a new one without a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.catalogue import table
from gudok.web.catalogue.money import plain_money
from gudok.web.drafts import wire
from gudok.web.drafts.calls import known_customer
from gudok.web.orders import actions, queries
from gudok.web.orders.fields import NAMES
from gudok.web.orders.filters import COLUMNS, OrderFilter
from gudok.web.people import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest
    from gudok.web.orders.models import Order

PAGE = 50
MOST_EXPORTED = 50_000


@open_to("orders.take", "orders.see")
@require_GET
def orders(request: SignedInRequest) -> HttpResponse:
    form = OrderFilter(wire.without_nul(request.GET))
    masked = not request.user.has_perm(SEE_FULL_NUMBERS)
    page = Paginator(form.narrow(request.user, masked=masked), PAGE).get_page(request.GET.get("page"))
    rows = [(order, cells(order, form.shown, masked=masked)) for order in page]
    heads = [COLUMNS[name] for name in form.shown]
    context = {"page": page, "rows": rows, "heads": heads, "form": form, "filtered": bool(form.chosen)}
    return render(request, "orders/orders.html", context)


@open_to("orders.export")
@require_GET
def export(request: SignedInRequest) -> HttpResponse:
    """The orders of the filter with the columns that are shown, as a file for table programs."""
    form = OrderFilter(wire.without_nul(request.GET))
    masked = not request.user.has_perm(SEE_FULL_NUMBERS)
    found = form.narrow(request.user, masked=masked)[:MOST_EXPORTED]
    rows = [cells(order, form.shown, masked=masked, plain=True) for order in found]
    actions.note_export(request.user, len(rows))
    return table.answer([COLUMNS[name] for name in form.shown], rows, "orders.csv")


def cells(order: Order, columns: Sequence[str], *, masked: bool, plain: bool = False) -> list[Any]:
    """An order's cells; `plain` as a table program reads them."""
    phone = numbers.show(order.phone)
    placed = timezone.localtime(order.placed_at or order.created_at)
    values = {
        "number": order.number or "",
        "placed": f"{placed:%Y-%m-%d %H:%M}" if plain else placed,
        "status": order.status.name if order.status else "",
        "customer": order.name,
        "phone": numbers.mask(phone) if masked and phone else phone,
        "total": plain_money(order.total) if plain else order.total,
        "delivery": order.delivery.name if order.delivery else "",
        "payment": order.payment.name if order.payment else "",
        "address": order.address,
        "wished": order.wished,
        "author": str(order.author or ""),
        "comment": order.comment,
    }
    return [values[name] if plain else (name, values[name]) for name in columns]


@open_to("orders.take", "orders.see")
@require_GET
def order(request: SignedInRequest, pk: int) -> HttpResponse:
    """One order: its form, its history, the call it was taken in."""
    found = get_object_or_404(queries.orders_seen(request.user), pk=pk)
    changes = [(change, NAMES.get(change.field, change.field)) for change in found.changes.select_related("who")]
    masked = not request.user.has_perm(SEE_FULL_NUMBERS)
    return render(request, "orders/order.html", {"order": found, "changes": changes, "masked": masked})


@open_to("orders.take")
@require_POST
def new(request: SignedInRequest) -> HttpResponse:
    """Begin an order without a call, for `customer` where one is named."""
    known = known_customer(request.POST.get("customer", ""))
    return redirect("order", pk=actions.begin_order(request.user, "", known).pk)
