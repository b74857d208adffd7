"""The fields of an order by the names a page sends (`address`, `line.k1.quantity`): how each is read and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.catalogue.money import show_quantity, thousandths
from gudok.web.catalogue.queries import sellable
from gudok.web.drafts.fields import phone_of, row_of
from gudok.web.drafts.saving import RefusedError
from gudok.web.orders.choices import DeliveryKind, PaymentKind
from gudok.web.people import numbers

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from gudok.web.orders.models import Order, OrderLine

TEXTS = {"name": 120, "address": 300, "wished": 120, "comment": 2000}
KINDS: dict[str, Any] = {"delivery": DeliveryKind, "payment": PaymentKind}
NAMES: dict[str, StrPromise] = {
    "name": gettext_lazy("Who"),
    "phone": gettext_lazy("Number"),
    "address": gettext_lazy("Address"),
    "wished": gettext_lazy("Wished time"),
    "comment": gettext_lazy("Comment"),
    "delivery": gettext_lazy("Delivery"),
    "payment": gettext_lazy("Payment"),
    "discount": gettext_lazy("Discount in percent"),
    "status": gettext_lazy("Status"),
    "line.quantity": gettext_lazy("Quantity"),
    "line.discount": gettext_lazy("Discount of a line in percent"),
    "line.good": gettext_lazy("Line added"),
    "line.gone": gettext_lazy("Line taken out"),
}
"""Every field with its name; those of lines without the line's key."""


class Place(NamedTuple):
    """Where a change goes: the field, and the line it is of."""

    field: str
    line: str = ""

    @property
    def kind(self) -> str:
        return f"line.{self.field}" if self.line else self.field


class May(NamedTuple):
    """What a person may write: discounts up to `most_discount` (None: no discounts), telephone numbers."""

    most_discount: int | None
    phone: bool


def place_of(name: str) -> Place:
    """`line.k1.quantity` → (quantity, k1). RefusedError for what is no field."""
    parts = name.split(".")
    place = Place(parts[2], parts[1][:16]) if len(parts) == 3 and parts[0] == "line" and parts[1] else Place(name)
    if place.kind not in NAMES or place.kind == "status":
        raise RefusedError(name)
    return place


def read(place: Place, text: str, may: May) -> Any:
    """The value behind what was sent; RefusedError for what cannot be, or may not."""
    text = text.replace("\0", "").strip() if place.field != "comment" else text.replace("\0", "")
    if place.field in TEXTS:
        return text[: TEXTS[place.field]]
    if place.field == "phone":
        return phone_of(text, may=may.phone)
    if place.field in KINDS:
        return row_of(KINDS[place.field].objects.filter(enabled=True), text) if text else None
    if place.field == "discount":
        return _percent(text, may.most_discount)
    if place.field == "quantity":
        return _quantity(text)
    if place.field == "good":
        return row_of(sellable(), text)
    return True


def shown(place: Place, value: Any) -> str:
    """A value as it stands in the form (a row by its key)."""
    if place.field == "quantity":
        return show_quantity(value)
    if place.field == "phone":
        return numbers.show(value)
    return "" if value is None or value is True else str(getattr(value, "pk", value))


def told(place: Place, value: Any) -> str:
    """The same as people read it in the history."""
    return str(value) if place.field in {*KINDS, "good"} and value is not None else shown(place, value)


def current(order: Order, line: OrderLine | None, place: Place) -> Any:
    """What the field holds; None for a line that is not there."""
    if not place.line:
        return getattr(order, place.field)
    if line is None:
        return None
    return line.good if place.field == "good" else getattr(line, place.field, None)


def _percent(text: str, most: int | None) -> int:
    value = int(text) if text.isdecimal() and len(text) < 4 else 0 if not text else 101
    if value > 100:
        raise RefusedError(_("Write a whole number of percents."))
    if value and most is None:
        raise RefusedError(_("You have no right to give discounts."))
    if most is not None and value > most:
        raise RefusedError(_("The largest discount is %(most)d %%.") % {"most": most})
    return value


def _quantity(text: str) -> int:
    try:
        value = thousandths(text)
    except ValueError:
        value = 0
    if not value:
        raise RefusedError(_("Write a quantity, for instance 2 or 0.5."))
    return value
