"""Events that were sent to other programs and tell of a customer: shown, and forgotten with him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.people.held.parts import Part, Table
from gudok.web.webhooks.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from gudok.web.people.held.parts import Person


def deliveries(person: Person) -> QuerySet[Delivery]:
    told = Q(pk=None)
    for word in (*person.words.numbers, *person.words.emails):
        told |= Q(body__contains=word)
    return Delivery.objects.filter(told)


def show(person: Person) -> Iterable[Table]:
    rows = deliveries(person).select_related("subscription")
    yield Table(
        _("Sent to other programs"),
        [_("When"), _("To what"), _("Event")],
        [[row.last_at, row.subscription.name, row.kind] for row in rows],
    )


def erase(person: Person) -> int:
    return deliveries(person).delete()[0]


PART = Part("webhooks", gettext_lazy("Webhooks"), ("webhooks.delivery",), show, erase)
