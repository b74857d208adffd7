"""What a customer is found by: kept beside the row, so that one index serves every search on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.web.people import names

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gudok.web.people.models import Customer

LONGEST = 2000
BATCH = 1000


def found_by(row: Customer) -> str:
    """Name, company and own fields as they are compared; no numbers, no e-mail: they may be masked."""
    company = row.company.name if row.company else ""
    own = (value for value in row.own.values() if isinstance(value, str))
    return names.plain(" ".join((row.name, company, *own)))[:LONGEST]


def fit(row: Customer) -> None:
    """Set what the row is compared and found by; it is not saved."""
    row.name_key, row.found_by = names.key(row.name), found_by(row)


def keep_found(rows: QuerySet[Customer]) -> None:
    """Bring many rows up to date, after something they are found by changed elsewhere."""
    batch: list[Customer] = []
    for row in rows.select_related("company").iterator(chunk_size=BATCH):
        fit(row)
        batch.append(row)
        if len(batch) == BATCH:
            rows.model.objects.bulk_update(batch, ["found_by", "name_key"])
            batch.clear()
    rows.model.objects.bulk_update(batch, ["found_by", "name_key"])
