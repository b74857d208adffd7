"""Reading orders: who sees which, what is missing, where one may be moved, who else has it open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils.translation import gettext as _

from gudok.web.drafts.queries import matching
from gudok.web.orders.choices import OrderStatus
from gudok.web.orders.models import Order

if TYPE_CHECKING:
    from django.db.models import QuerySet


def orders_seen(user: Any) -> QuerySet[Order]:
    """With the right all, else those one has taken."""
    return Order.objects.all() if user.has_perm("orders.see") else Order.objects.filter(author=user)


def placed(user: Any) -> QuerySet[Order]:
    """The same without drafts."""
    return orders_seen(user).filter(placed_at__isnull=False)


def may_change(user: Any, order: Order) -> bool:
    return user.has_perm("orders.take") and not (order.status is not None and order.status.final)


def missing(order: Order) -> list[str]:
    """The fields without which it cannot be placed."""
    lacks = [] if order.lines.exists() else ["search"]
    if order.delivery is not None and order.delivery.needs_address and not order.address:
        lacks.append("address")
    return lacks


def order_of(call: str) -> Order | None:
    """The draft of a call, else the last order that was placed in it."""
    return Order.objects.filter(call=call).order_by(F("placed_at").desc(nulls_first=True), "-id").first()


def moves(user: Any, order: Order) -> list[OrderStatus]:
    """Where this person may move it from where it is."""
    if order.status is None:
        return []
    codes = list(order.status.next_take) if user.has_perm("orders.take") else []
    codes += order.status.next_manage if user.has_perm("orders.manage") else []
    return list(OrderStatus.objects.filter(code__in=codes, enabled=True))


def find(rows: QuerySet[Order], text: str, *, masked: bool) -> QuerySet[Order]:
    """Those whose number, name, or telephone number has the text; who sees masked numbers finds only whole ones."""
    return rows.filter(matching(text, masked=masked))


def lacks_in_words(names: list[str]) -> str:
    words = {"search": _("a line"), "address": _("the address")}
    return ", ".join(words[name] for name in names)
