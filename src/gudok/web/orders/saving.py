"""Saving an order as it is typed: its fields, and those of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.drafts.saving import Conflict, Saving
from gudok.web.orders import fields
from gudok.web.orders.actions import locked, seal
from gudok.web.orders.choices import the_rules
from gudok.web.orders.models import OrderLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gudok.web.accounts.models import User
    from gudok.web.drafts.merge import Change
    from gudok.web.orders.fields import Place
    from gudok.web.orders.models import Order

MOST_LINES = 200


def most_discount(user: User) -> int | None:
    """The largest discount this person may give; None for none."""
    return the_rules().most_discount if user.has_perm("orders.discount") else None


@transaction.atomic
def save_fields(actor: User, pk: int, changes: Iterable[Change], seat: str) -> OrderSaving:
    """Save each change unless its field was changed by another page since; `seat` names the page."""
    saving = OrderSaving(actor, locked(pk), seat)
    saving.take_all(changes)
    if saving.changed:
        seal(actor, saving.order, saving.changed)
    return saving


class OrderSaving(Saving):
    def __init__(self, actor: User, order: Order, seat: str) -> None:
        super().__init__(actor, order, seat)
        self.order = order
        self.may = fields.May(most_discount(actor), actor.has_perm(SEE_FULL_NUMBERS))
        self.lines = {line.key: line for line in order.lines.select_related("good")}

    def place_of(self, name: str) -> Place:
        return fields.place_of(name)

    def read(self, place: Place, text: str) -> Any:
        return fields.read(place, text, self.may)

    def current(self, place: Place) -> Any:
        return fields.current(self.order, self.lines.get(place.line), place)

    def shown(self, place: Place, value: Any) -> str:
        return fields.shown(place, value)

    def gone(self, change: Change, place: Place) -> bool:
        """The line is gone: to take it out again is nothing, to change it is a conflict."""
        if not place.line or place.field == "good" or place.line in self.lines:
            return False
        if place.field != "gone":
            last = self.order.versions.get(f"line.{place.line}.gone", ["", "", ""])
            self.conflicts[change.field] = Conflict(None, str(last[2]))
        return True

    def write(self, name: str, place: Place, before: Any, value: Any) -> None:
        what: str | None = ""
        if place.line:
            what = self._write_line(place, self.lines.get(place.line), value)
        else:
            setattr(self.order, place.field, value)
        if what is None:
            return
        if place.field == "delivery":
            self.order.delivery_kopecks = value.kopecks if value else 0
        self.note(name, place.kind, fields.told(place, before), fields.told(place, value), what)

    def _write_line(self, place: Place, line: OrderLine | None, value: Any) -> str | None:
        """Write one of a line's fields; the line's name, None where it was not written."""
        if place.field == "good":
            if line is not None or len(self.lines) >= MOST_LINES:
                return None
            named = {"good": value, "article": value.article, "name": value.name, "unit": value.unit}
            made = OrderLine.objects.create(order=self.order, key=place.line, kopecks=value.kopecks, **named)
            self.lines[place.line] = made
            return made.name
        if line is None:
            return None
        if place.field == "gone":
            line.delete()
            del self.lines[place.line]
            return line.name
        setattr(line, place.field, value)
        line.save(update_fields=[place.field])
        return line.name
