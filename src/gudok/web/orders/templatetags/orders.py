"""Orders in the pages of other rooms: the empty form, and the orders of a call or a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from gudok.web.orders import queries
from gudok.web.orders.choices import DeliveryKind, PaymentKind
from gudok.web.orders.words import words

if TYPE_CHECKING:
    from gudok.web.people.models import Customer
    from gudok.web.record.models import Call

register = template.Library()
LATEST = 20


@register.inclusion_tag("orders/form.html", takes_context=True)
def order_form(context: dict[str, Any]) -> dict[str, Any]:
    """The form without an order: a script fills it in."""
    return {
        "deliveries": DeliveryKind.objects.filter(enabled=True),
        "payments": PaymentKind.objects.filter(enabled=True),
        "words": words(),
        "perms": context.get("perms"),
    }


@register.inclusion_tag("orders/of.html", takes_context=True)
def orders_of_call(context: dict[str, Any], call: Call) -> dict[str, Any]:
    return _list(context, call=call.pk)


@register.inclusion_tag("orders/of.html", takes_context=True)
def orders_of_customer(context: dict[str, Any], customer: Customer) -> dict[str, Any]:
    return _list(context, customer=customer) | {"customer": customer}


def _list(context: dict[str, Any], **of: Any) -> dict[str, Any]:
    user = context["request"].user
    sees = user.has_perm("orders.take") or user.has_perm("orders.see")
    rows = queries.orders_seen(user).filter(**of).select_related("status")[:LATEST] if sees else []
    page = {name: context.get(name) for name in ("perms", "csrf_token")}
    return page | {"sees": sees, "orders": rows}
