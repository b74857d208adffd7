"""The order as the operator reads it to the customer, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gudok.web.catalogue.money import show_money, show_quantity
from gudok.web.orders.sums import sums

if TYPE_CHECKING:
    from gudok.web.orders.models import Order


def read_aloud(order: Order) -> str:
    """Lines with their sums, discount, delivery, total, where, when, how it is paid, the number; "" without lines."""
    lines = list(order.lines.all())
    if not lines:
        return ""
    language = get_language() or ""
    found = sums([line.sum for line in lines], order.discount, order.delivery_kopecks)
    goods = "; ".join(
        f"{line.name}, {show_quantity(line.quantity, language)} {line.unit}".rstrip() + f": {show_money(of, language)}"
        for line, of in zip(lines, found.lines, strict=True)
    )
    said = [_("Your order: %(goods)s.") % {"goods": goods}]
    if found.discount:
        values = {"percent": order.discount, "sum": show_money(found.discount, language)}
        said.append(_("Discount %(percent)d %%: %(sum)s.") % values)
    if order.delivery is not None:
        price = show_money(found.delivery, language) if found.delivery else _("free of charge")
        said.append(_("Delivery: %(kind)s, %(price)s.") % {"kind": order.delivery.name, "price": price})
    said.append(_("Total: %(sum)s.") % {"sum": show_money(found.total, language)})
    if order.address:
        said.append(_("Address: %(address)s.") % {"address": order.address.rstrip(".")})
    if order.wished:
        said.append(_("Time: %(time)s.") % {"time": order.wished.rstrip(".")})
    if order.payment is not None:
        said.append(_("Payment: %(kind)s.") % {"kind": order.payment.name})
    if order.number:
        said.append(_("The number of your order is %(number)d.") % {"number": order.number})
    return " ".join(said)
