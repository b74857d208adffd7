"""Changes of companies, each with its audit entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from gudok.web.audit.actions import write_change
from gudok.web.audit.snapshots import snapshot
from gudok.web.people import names
from gudok.web.people.companies.models import Company
from gudok.web.people.found import keep_found

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

FIELDS = ("name", "tax_id", "note")


@transaction.atomic
def save_company(actor: User | None, company: Company | None, values: dict[str, Any]) -> Company:
    """Add a company, or change the given one; its people are found by its new name at once."""
    row = Company.objects.get(pk=company.pk) if company and company.pk else Company()
    before = snapshot(row) if row.pk else {}
    for field in FIELDS:
        if field in values:
            setattr(row, field, values[field])
    row.save()
    write_change(actor, "company.changed" if before else "company.added", row, before, snapshot(row))
    if before and before["name"] != row.name:
        keep_found(row.people.all())
    return row


@transaction.atomic
def delete_company(actor: User | None, company: Company) -> None:
    """Remove a company; its people stay, without one."""
    people = list(company.people.values_list("pk", flat=True))
    write_change(actor, "company.deleted", company, snapshot(company) | {"people": people}, {})
    Company.objects.filter(pk=company.pk).delete()
    from gudok.web.people.models import Customer

    keep_found(Customer.objects.filter(pk__in=people))


def company_named(actor: User | None, name: str) -> Company | None:
    """The company of this name, made when there is none; the same but for case and order of words is it, too."""
    name = " ".join(name.split())
    if not name:
        return None
    found = Company.objects.filter(name=name).first() or Company.objects.filter(key=names.key(name)).first()
    return found or save_company(actor, None, {"name": name})
