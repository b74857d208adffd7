"""Changes of customers, each with its audit entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from gudok.web.audit.actions import write_change
from gudok.web.audit.snapshots import snapshot
from gudok.web.people.companies.actions import company_named
from gudok.web.people.companies.models import Tag
from gudok.web.people.models import Address, Customer, Email, Phone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db import models

    from gudok.web.accounts.models import User

FIELDS = ("name", "code", "vip", "language", "time_zone", "note", "own", "preferred", "forecasts")
LISTS: dict[str, tuple[type[models.Model], str]] = {
    "phones": (Phone, "e164"), "emails": (Email, "address"), "addresses": (Address, "text"),
}  # fmt: skip
"""What a customer has several of: the model, and its field."""
MACHINES = ("name_key", "found_by")


@transaction.atomic
def save_customer(actor: User | None, customer: Customer | None, values: dict[str, Any]) -> Customer:
    """Add a customer, or change the given one.

    `values`: FIELDS, `company` by its name, and whole lists: `phones` (E.164), `emails`, `addresses`, `tags`.
    """
    row = Customer.objects.get(pk=customer.pk) if customer and customer.pk else Customer()
    before = picture(row) if row.pk else {}
    for field in FIELDS:
        if field in values:
            setattr(row, field, values[field])
    if "company" in values:
        row.company = company_named(actor, values["company"])
    row.save()
    for name in LISTS:
        if name in values:
            keep_list(row, name, values[name])
    if "tags" in values:
        row.tags.set(tags_named(values["tags"]))
    write_change(actor, "customer.changed" if before else "customer.added", row, before, picture(row))
    return row


@transaction.atomic
def delete_customer(actor: User | None, customer: Customer) -> None:
    """Remove a customer; the calls stay, without a name."""
    write_change(actor, "customer.deleted", customer, picture(customer), {})
    customer.merges.all().delete()
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


def keep_list(row: Customer, name: str, wanted: Sequence[str]) -> None:
    """Make a list of the customer what is wanted; those that stay keep their rows."""
    model, field = LISTS[name]
    mine = model._default_manager.filter(customer=row)
    mine.exclude(**{f"{field}__in": wanted}).delete()
    have = set(mine.values_list(field, flat=True))
    fresh = (value for value in dict.fromkeys(wanted) if value not in have)
    model._default_manager.bulk_create([model(customer=row, **{field: value}) for value in fresh])


def tags_named(names: Sequence[str]) -> list[Tag]:
    """The tags of these names; new ones are made. The case of the first who wrote one stays."""
    known = {tag.name.casefold(): tag for tag in Tag.objects.all()} if names else {}
    for name in names:
        if name.casefold() not in known:
            known[name.casefold()] = Tag.objects.create(name=name)
    return list({known[name.casefold()].pk: known[name.casefold()] for name in names}.values())


def picture(row: Customer) -> dict[str, Any]:
    """The customer as the audit shows it, and as a merge keeps it."""
    plain = {name: value for name, value in snapshot(row).items() if name not in MACHINES}
    lists = {
        name: list(model._default_manager.filter(customer=row).values_list(field, flat=True))
        for name, (model, field) in LISTS.items()
    }
    tags = list(row.tags.values_list("name", flat=True))
    return plain | lists | {"company": row.company.name if row.company else "", "tags": tags}
