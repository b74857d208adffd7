"""An order as its form gets it: every value as it is shown, with its version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.catalogue.money import show_money, show_quantity
from gudok.web.drafts.queries import others_editing
from gudok.web.orders.aloud import read_aloud
from gudok.web.orders.queries import may_change, missing, moves
from gudok.web.orders.saving import most_discount
from gudok.web.orders.sums import sums
from gudok.web.people import numbers

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.orders.models import Order

TEXTS = ("name", "address", "wished", "comment")


def picture(user: User, order: Order) -> dict[str, Any]:
    """{id, number, version, fields, lines, sums, aloud, missing, moves, others, …}: what the script fills in."""
    language = get_language() or ""
    lines = list(order.lines.all())
    found = sums([line.sum for line in lines], order.discount, order.delivery_kopecks)
    full = user.has_perm(SEE_FULL_NUMBERS)
    phone = numbers.show(order.phone)
    may_discount = most_discount(user) is not None
    locked = [name for name, may in (("phone", full), ("discount", may_discount)) if not may]
    values = {name: getattr(order, name) for name in TEXTS} | {
        "phone": phone if full else numbers.mask(phone),
        "delivery": str(order.delivery_id or ""),
        "payment": str(order.payment_id or ""),
        "discount": str(order.discount or ""),
    }
    return {
        "id": order.pk,
        "number": order.number,
        "call": order.call,
        "status": str(order.status or ""),
        "version": order.version,
        "fields": values,
        "locked": locked,
        "lines": [
            {
                "key": line.key,
                "article": line.article,
                "name": line.name,
                "unit": line.unit,
                "price": show_money(line.kopecks, language),
                "quantity": show_quantity(line.quantity, language).replace("\u00a0", ""),
                "discount": str(line.discount or ""),
                "sum": show_money(of, language),
            }
            for line, of in zip(lines, found.lines, strict=True)
        ],
        "discount": show_money(found.discount, language) if found.discount else "",
        "delivery": show_money(found.delivery, language) if found.delivery else "",
        "total": show_money(found.total, language),
        "aloud": read_aloud(order),
        "missing": missing(order),
        "moves": [{"code": status.code, "name": status.name} for status in moves(user, order)],
        "may_change": may_change(user, order),
        "may_discount": may_discount,
        "others": others_editing(user, order),
    }
