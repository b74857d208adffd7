"""Own fields in words: values as people read them, and what is wrong with one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.people.own.models import OwnField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gudok.web.people.models import Customer
    from gudok.web.people.own.values import Value

WRONG = {
    "required": gettext_lazy("This field is required."),
    "long": gettext_lazy("Longer than 1000 characters."),
    "number": gettext_lazy("This is no number."),
    "date": gettext_lazy("This is no date: write 30.11.2026 or 2026-11-30."),
    "choice": gettext_lazy("This is not one of the list."),
    "flag": gettext_lazy("Neither yes nor no."),
}


class Shown(NamedTuple):
    name: str
    value: str


def shown(customer: Customer, fields: Iterable[OwnField]) -> list[Shown]:
    """The customer's own fields that are filled in, in words."""
    return [Shown(one.name, written(one, customer.own[one.code])) for one in fields if one.code in customer.own]


def on_card(customer: Customer | None) -> list[Shown]:
    """What the desk's card shows of them."""
    return shown(customer, OwnField.objects.filter(on_card=True)) if customer else []


def written(field: OwnField, value: Value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.kind == OwnField.Kind.DATE and isinstance(value, str):
        try:
            return date_format(dt.date.fromisoformat(value), "SHORT_DATE_FORMAT")
        except ValueError:  # the field was of another kind once
            return value
    return str(value)
