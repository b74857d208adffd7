"""Changes of customers, each with its audit entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from gudok.web.audit.actions import write_change
from gudok.web.audit.snapshots import snapshot
from gudok.web.people.models import Customer, Phone

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

FIELDS = ("name", "company", "code", "vip", "note", "preferred", "forecasts")


@transaction.atomic
def save_customer(actor: User | None, customer: Customer | None, values: dict[str, Any]) -> Customer:
    """Add a customer, or change the given one. `values`: FIELDS and `phones`, the whole list of E.164 numbers."""
    row = Customer.objects.get(pk=customer.pk) if customer and customer.pk else Customer()
    before = _picture(row) if row.pk else {}
    for field in FIELDS:
        if field in values:
            setattr(row, field, values[field])
    row.save()
    if "phones" in values:
        _keep_phones(row, values["phones"])
    write_change(actor, "customer.changed" if before else "customer.added", row, before, _picture(row))
    return row


@transaction.atomic
def delete_customer(actor: User | None, customer: Customer) -> None:
    """Remove a customer; the calls stay, without a name."""
    before = _picture(customer)
    write_change(actor, "customer.deleted", customer, before, {})
    customer.delete()


@transaction.atomic
def take_forecasts(actor: User | None, found: dict[int, dict[str, int]]) -> int:
    """Set these customers' forecasts, the others' stay; returns how many have changed."""
    changed = 0
    for row in Customer.objects.filter(pk__in=found).iterator():
        if row.forecasts != found[row.pk]:
            save_customer(actor, row, {"forecasts": found[row.pk]})
            changed += 1
    return changed


def _keep_phones(row: Customer, e164s: list[str]) -> None:
    row.phones.exclude(e164__in=e164s).delete()
    have = set(row.phones.values_list("e164", flat=True))
    Phone.objects.bulk_create([Phone(customer=row, e164=e164) for e164 in e164s if e164 not in have])


def _picture(row: Customer) -> dict[str, Any]:
    return snapshot(row) | {"phones": list(row.phones.values_list("e164", flat=True))}
