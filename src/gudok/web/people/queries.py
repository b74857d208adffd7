"""Finding customers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q

from gudok.web.lists.find import Part, among, containing, equal
from gudok.web.people import names, numbers
from gudok.web.people.companies.models import Tag
from gudok.web.people.models import Customer, Email, Phone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from gudok.web.people.own.values import Value

FEW_DIGITS = 3


class Chosen(NamedTuple):
    """What a list of customers is narrowed to; `own`: values of own fields by code."""

    vip: bool = False
    tag: str = ""
    company: int | None = None
    language: str = ""
    own: Mapping[str, Value] = {}


def search(text: str = "", *, vip: bool = False, masked: bool = False) -> QuerySet[Customer]:
    """Customers in whose name, company or own fields all words stand, or whose number or e-mail address has the text.

    One's own number finds whole only.

    Who sees masked numbers and addresses finds only whole ones: else one would guess the hidden signs one by one.
    """
    return narrowed(text, Chosen(vip=vip), masked=masked)


def narrowed(text: str, chosen: Chosen, *, masked: bool) -> QuerySet[Customer]:
    """The same, narrowed further."""
    found = Customer.objects.select_related("company").prefetch_related("phones", "emails", "tags")
    if text := text.strip():
        few = among(found, _parts(text, masked))
        found = found.filter(_matches(text, masked)) if few is None else few
    wanted: dict[str, Any] = {f"own__{code}": value for code, value in chosen.own.items()}
    if chosen.vip:
        wanted["vip"] = True
    if chosen.language:
        wanted["language"] = chosen.language
    if chosen.company is not None:
        wanted["company_id"] = chosen.company
    if chosen.tag:
        # SQLite compares only Latin letters without regard to case.
        same = [tag.pk for tag in Tag.objects.all() if tag.name.casefold() == chosen.tag.casefold()]
        wanted["pk__in"] = Customer.tags.through.objects.filter(tag__in=same).values("customer_id")
    return found.filter(**wanted)


def _parts(text: str, masked: bool) -> list[Part | None]:
    """What finds them, each by an index of its own."""
    words, digits = names.plain(text).split(), re.sub(r"\D", "", text)
    parts: list[Part | None] = [
        Part("SELECT id FROM people_customer WHERE UPPER(code) = UPPER(%s)", (text,)),
        equal("people_phone", "e164", numbers.parse(text).e164 or "-", "customer_id"),
    ]
    if words:
        parts.append(containing("people_customer", "found_by", words))
    if len(digits) >= FEW_DIGITS and not masked:
        parts.append(containing("people_phone", "e164", [digits], "customer_id"))
    if masked:
        parts.append(equal("people_email", "address", text.lower(), "customer_id"))
    elif words:
        # Where a name is too short for the index, an address is, too.
        parts.append(containing("people_email", "address", [text.lower()], "customer_id"))
    return parts


def _matches(text: str, masked: bool) -> Q:
    words = Q()
    for word in names.plain(text).split():
        words &= Q(found_by__contains=word)
    # Each part on its own index; a join for any of them would make the database read everything.
    match = words or Q(pk=None)
    match |= Q(pk__in=_phones(text, masked).values("customer_id"))
    match |= Q(code__iexact=text)
    return match | Q(pk__in=_emails(text.lower(), masked).values("customer_id"))


def _phones(text: str, masked: bool) -> QuerySet[Phone]:
    digits = re.sub(r"\D", "", text)
    whole = Q(e164=numbers.parse(text).e164 or "-")
    return Phone.objects.filter(whole | Q(e164__contains=digits) if len(digits) >= FEW_DIGITS and not masked else whole)


def _emails(text: str, masked: bool) -> QuerySet[Email]:
    return Email.objects.filter(address=text) if masked else Email.objects.filter(address__contains=text)
