"""What orders hold of a customer, and what of them stays when he is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gudok.web.catalogue.money import show_money
from gudok.web.orders.models import Order, OrderChange
from gudok.web.people.held.parts import Part, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from gudok.web.people.held.parts import Person

PERSONAL = ("name", "phone", "address", "wished", "comment")
"""Fields of an order that are the customer's; what was bought, for how much and when is not."""


def orders(person: Person) -> QuerySet[Order]:
    return Order.objects.filter(Q(customer=person.pk) | Q(phone__in=person.words.numbers) | Q(call__in=person.calls))


def show(person: Person) -> Iterable[Table]:
    rows = orders(person).select_related("status").prefetch_related("lines")
    heads = [_("When"), _("Number"), _("Status"), _("Total"), _("Goods"), _("Who"), _("Number"), _("Address")]
    yield Table(
        _("Orders"),
        [*heads, _("Wished time"), _("Comment")],
        [
            [row.placed_at or row.created_at, str(row), str(row.status or _("Draft of an order")),
             show_money(row.total, get_language() or "ru"), ", ".join(str(line) for line in row.lines.all()),
             *(getattr(row, name) for name in PERSONAL)]
            for row in rows
        ],
    )  # fmt: skip
    changes = OrderChange.objects.filter(order__in=orders(person), field__in=PERSONAL)
    yield Table(
        _("Changes of orders"),
        [_("When"), _("Field"), _("Before"), _("After")],
        [[row.at, row.field, row.before, row.after] for row in changes],
    )


def erase(person: Person) -> int:
    """Drafts go; placed orders stay without the person, their history without his words."""
    mine = list(orders(person).values_list("pk", "placed_at"))
    drafts = [pk for pk, placed in mine if placed is None]
    placed = [pk for pk, at in mine if at is not None]
    Order.objects.filter(pk__in=drafts).delete()
    OrderChange.objects.filter(order__in=placed, field__in=PERSONAL).update(before="", after="")
    Order.objects.filter(pk__in=placed).update(customer=None, **dict.fromkeys(PERSONAL, ""))
    return len(mine)


def audited(person: Person) -> Iterable[tuple[str, list[str]]]:
    yield "orders.order", [str(pk) for pk in orders(person).values_list("pk", flat=True)]


PART = Part(
    "orders",
    gettext_lazy("Orders"),
    ("orders.order", "orders.orderline", "orders.orderchange", "orders.editing"),
    show,
    erase,
    gettext_lazy(
        "Placed orders keep number, goods, sums, status and dates: the law on accounting (402-FZ) wants them."
    ),
    audit=audited,
    plain=("call", "key", "article", "name", "unit", "field", "what"),
)
