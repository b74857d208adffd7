"""Who may be written down twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from gudok.web.lists.find import beginning, containing, some
from gudok.web.people import names
from gudok.web.people.models import Customer, Email

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

NEAR = 0.45
"""How alike names must be: two typing errors in a first and a last name still are."""
LOOKED_AT = 300
SHOWN = 10
GROUPS = 50
LONG_WORD = 4
WHY = {
    "email": _("the same e-mail"),
    "name": _("the same name"),
    "near": _("a similar name"),
    "company": _("the same company"),
}


class Near(NamedTuple):
    """A customer who may be the same as another, and why."""

    customer: Customer
    why: list[StrOrPromise]
    score: float


class Group(NamedTuple):
    """Customers who may be one, by what they have in common."""

    why: StrOrPromise
    customers: list[Customer]


def near(row: Customer) -> list[Near]:
    """Customers who may be this one, the likeliest first. A common company alone is no sign."""
    mine = set(row.emails.values_list("address", flat=True))
    found = Customer.objects.exclude(pk=row.pk).select_related("company").prefetch_related("phones", "emails")
    by_email = found.filter(pk__in=Email.objects.filter(address__in=mine).values("customer_id"))[:LOOKED_AT]
    candidates = {one.pk: one for one in [*by_email, *found.filter(pk__in=_named_like(row))]}
    judged = [_judge(row, mine, one) for one in candidates.values()]
    return sorted((one for one in judged if one.why), key=lambda one: (-one.score, one.customer.pk))[:SHOWN]


def groups() -> list[Group]:
    """Customers with a common e-mail address, or with the same full name in any order and writing."""
    emails = Email.objects.order_by().values_list("address").annotate(n=Count("customer")).filter(n__gt=1)
    same_email = [Customer.objects.filter(emails__address=address) for address, _n in emails[:GROUPS]]
    full = Customer.objects.filter(name_key__contains=" ").order_by().values_list("name_key")
    keys = full.annotate(n=Count("pk")).filter(n__gt=1)
    same_name = [Customer.objects.filter(name_key=key) for key, _n in keys[:GROUPS]]
    return [Group(WHY["email"], _few(rows)) for rows in same_email] + [
        Group(WHY["name"], _few(rows)) for rows in same_name
    ]


def _few(rows: QuerySet[Customer]) -> list[Customer]:
    return list(rows.select_related("company").prefetch_related("phones", "emails").order_by("pk")[:SHOWN])


def _named_like(row: Customer) -> list[int]:
    """The keys of those worth comparing: one whole word, or the beginning of the key, is as it should be."""
    if not row.name_key:
        return []
    words = [word for word in row.name_key.split() if len(word) >= LONG_WORD]
    # All words together first: of a common name very many have one of them.
    parts = [containing("people_customer", "name_key", part) for part in (words, *([word] for word in words))]
    parts.append(beginning("people_customer", "name_key", row.name_key[:LONG_WORD]))
    return some(parts, LOOKED_AT // len(parts))


def _judge(row: Customer, mine: set[str], other: Customer) -> Near:
    why: list[StrOrPromise] = []
    score = 0.0
    if mine & {email.address for email in other.emails.all()}:
        why.append(WHY["email"])
        score += 1
    likeness = names.alike(row.name, other.name)
    if row.name_key and row.name_key == other.name_key:
        why.append(WHY["name"])
    elif likeness >= NEAR:
        why.append(WHY["near"])
    if why and row.company_id and row.company_id == other.company_id:
        why.append(WHY["company"])
        score += 0.5
    return Near(other, why, score + likeness)
