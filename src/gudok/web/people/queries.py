from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from gudok.web.people import numbers
from gudok.web.people.models import Customer, Phone

if TYPE_CHECKING:
    from django.db.models import QuerySet


def search(text: str = "", *, vip: bool = False, masked: bool = False) -> QuerySet[Customer]:
    """Customers whose name, company or number has the text, or whose own number it is; numbers in any writing.

    Who sees masked numbers finds only whole ones: else one would guess the hidden digits one by one.
    """
    found = Customer.objects.prefetch_related(Prefetch("phones", Phone.objects.order_by("id")))
    if vip:
        found = found.filter(vip=True)
    if text.strip():
        found = found.filter(_matches(text.strip(), masked)).distinct()
    return found


def _matches(text: str, masked: bool) -> Q:
    # SQLite compares only Latin letters without regard to case, so the usual writings of a name are tried too.
    match = Q()
    for written in {text, text.lower(), text.capitalize(), text.title()}:
        match |= Q(name__icontains=written) | Q(company__icontains=written)
    match |= Q(code__iexact=text)
    match |= Q(phones__e164=numbers.parse(text).e164 or "-")
    digits = re.sub(r"\D", "", text)
    if len(digits) >= 3 and not masked:
        match |= Q(phones__e164__contains=digits)
    return match
