"""A row as plain data for the audit."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.db import models

SECRET = frozenset({"password", "secret", "client_secret"})


def snapshot(row: models.Model) -> dict[str, Any]:
    """Every field of the row by name, many-to-many as sorted ids; secrets are left out."""
    plain = {f.name: _plain(f.value_from_object(row)) for f in row._meta.concrete_fields if f.name not in SECRET}
    if row.pk is None:
        return plain
    many = {f.name: sorted(getattr(row, f.name).values_list("pk", flat=True)) for f in row._meta.many_to_many}
    return plain | many


def _plain(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    return value
