"""Who is asked about, and all that is held about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from gudok.web.people.held.parts import Person, parts
from gudok.web.people.held.words import Words
from gudok.web.people.merging.models import Merge
from gudok.web.people.numbers import show
from gudok.web.record.models import Call

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from gudok.web.people.held.parts import File, Table
    from gudok.web.people.models import Customer


class Section(NamedTuple):
    """What one room holds."""

    name: str
    title: StrOrPromise
    keeps: StrOrPromise
    tables: list[Table]
    files: list[File]


def person_of(customer: Customer) -> Person:
    """The customer with all calls that are his by row or by number, and the words he is known by."""
    merges = list(Merge.objects.filter(kept=customer, undone_at=None))
    phones = {*customer.phones.values_list("e164", flat=True), *(n for merge in merges for n in merge.gone["phones"])}
    emails = {
        *customer.emails.values_list("address", flat=True),
        *(n for merge in merges for n in merge.gone["emails"]),
    }
    by_number = Q(customer=None, number__in=phones)
    calls = Call.objects.filter(Q(customer=customer) | by_number).order_by("-arrived_at")
    found = list(calls.values_list("pk", "number", "shown", "name", "customer_id"))
    mine = [one for one in found if one[4] == customer.pk]
    names = {customer.name, *(merge.name for merge in merges), *(one[3] for one in mine)}
    # A call he made from his company's exchange is his; the exchange's number is not.
    numbers = phones | {show(number) for number in phones}
    keys = (customer.pk, *(merge.gone_id for merge in merges))
    return Person(customer.pk, customer.name, keys, tuple(one[0] for one in found), Words(names, numbers, emails))


def held(person: Person) -> list[Section]:
    """Everything, room by room; rooms that hold nothing are left out."""
    sections = []
    for part in reversed(parts()):
        tables = [table for table in part.show(person) if table.rows]
        files = list(part.files(person))
        if tables or files:
            sections.append(Section(part.name, part.title, part.keeps, tables, files))
    return sections
