"""Saving an order as it is typed: field by field, merged with what others have saved meanwhile, never over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction

from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.orders import fields
from gudok.web.orders.actions import locked, seal
from gudok.web.orders.choices import the_rules
from gudok.web.orders.fields import Place, RefusedError
from gudok.web.orders.history import note_change
from gudok.web.orders.merge import newer
from gudok.web.orders.models import OrderLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gudok.web.accounts.models import User
    from gudok.web.orders.merge import Change
    from gudok.web.orders.models import Order

MOST_LINES = 200


class Conflict(NamedTuple):
    """Somebody else's later value of a field, as the form shows it, and whose it is; None: the line is gone."""

    theirs: str | None
    who: str


class Saved(NamedTuple):
    """The order after it; by field what was not saved, for somebody else's later value or for what is wrong."""

    order: Order
    conflicts: dict[str, Conflict]
    wrong: dict[str, str]


def most_discount(user: User) -> int | None:
    """The largest discount this person may give; None for none."""
    return the_rules().most_discount if user.has_perm("orders.discount") else None


@transaction.atomic
def save_fields(actor: User, pk: int, changes: Iterable[Change], seat: str) -> Saved:
    """Save each change unless its field was changed by another page since; `seat` names the page."""
    order = locked(pk)
    saving = _Saving(actor, order, seat)
    for change in changes:
        saving.take(change)
    if saving.changed:
        seal(actor, order, saving.changed)
    return Saved(order, saving.conflicts, saving.wrong)


class _Saving:
    """One save's way through its changes."""

    def __init__(self, actor: User, order: Order, seat: str) -> None:
        self.actor, self.order, self.seat = actor, order, seat
        self.may = fields.May(most_discount(actor), actor.has_perm(SEE_FULL_NUMBERS))
        self.lines = {line.key: line for line in order.lines.select_related("good")}
        self.changed: list[str] = []
        self.conflicts: dict[str, Conflict] = {}
        self.wrong: dict[str, str] = {}

    def take(self, change: Change) -> None:
        try:
            place = fields.place_of(change.field)
            value = fields.read(place, change.value, self.may)
        except RefusedError as refusal:
            self.wrong[change.field] = str(refusal)
            return
        line = self.lines.get(place.line)
        if place.line and place.field != "good" and line is None:
            self._without_line(change, place)
            return
        before = fields.current(self.order, line, place)
        if before == value:
            return
        if who := newer(self.order.versions, change, self.seat):
            self.conflicts[change.field] = Conflict(fields.shown(place, before), who)
            return
        self._write(change.field, place, line, before, value)

    def _without_line(self, change: Change, place: Place) -> None:
        """The line is gone: to take it out again is nothing, to change it is a conflict."""
        if place.field != "gone":
            last = self.order.versions.get(f"line.{place.line}.gone", ["", "", ""])
            self.conflicts[change.field] = Conflict(None, str(last[2]))

    def _write(self, name: str, place: Place, line: OrderLine | None, before: Any, value: Any) -> None:
        if place.line:
            what = self._write_line(place, line, value)
            if what is None:
                return
        else:
            setattr(self.order, place.field, value)
            what = ""
        if place.field == "delivery":
            self.order.delivery_kopecks = value.kopecks if value else 0
        self.order.version += 1
        self.order.versions[name] = [self.order.version, self.seat, str(self.actor)]
        self.changed.append(name)
        if not self.order.draft:
            shown = fields.told(place, before), fields.told(place, value)
            note_change(self.actor, self.order, place.kind, *shown, what)

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
