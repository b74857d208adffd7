"""A page of a list by the key of its last row: as quick in the middle as at the beginning, and nothing is counted."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Q

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import Model, QuerySet

SIZE = 50


@dataclass(frozen=True)
class Page:
    """`next`: the cursor of the page that follows, empty on the last; `later`: this is not the first."""

    object_list: Sequence[Any]
    next: str
    later: bool

    def __iter__(self) -> Iterator[Any]:
        return iter(self.object_list)

    def __len__(self) -> int:
        return len(self.object_list)


def page(rows: QuerySet[Any], keys: tuple[str, str] | tuple[str], after: str, size: int = SIZE) -> Page:
    """The rows in the order of `keys` (names of fields that are never empty, all up or all down, the last one unique).

    A broken cursor is the first page.
    """
    known = _read(rows.model, keys, after)
    if known:
        rows = rows.filter(_beyond(keys, known))
    found = list(rows.order_by(*keys)[: size + 1])
    more = len(found) > size
    return Page(found[:size], cursor(found[size - 1], keys) if more else "", bool(known))


def cursor(row: Model, keys: Sequence[str]) -> str:
    """Where a row stands."""
    values = [getattr(row, key.removeprefix("-")) for key in keys]
    written = json.dumps([value.isoformat() if hasattr(value, "isoformat") else value for value in values])
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def _read(model: type[Model], keys: Sequence[str], after: str) -> list[Any]:
    if not after or len(after) > 1000:
        return []
    try:
        told = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        if not isinstance(told, list) or len(told) != len(keys):
            return []
        values = [_field(model, key).to_python(value) for key, value in zip(keys, told, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error, ValidationError):
        return []
    wrong = any(value is None or (isinstance(value, str) and "\0" in value) for value in values)
    return [] if wrong or any(isinstance(value, int) and abs(value) >= 2**63 for value in values) else values


def _field(model: type[Model], key: str) -> Any:
    name = key.removeprefix("-")
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _beyond(keys: Sequence[str], values: Sequence[Any]) -> Q:
    than = "lt" if keys[0].startswith("-") else "gt"
    names = [key.removeprefix("-") for key in keys]
    if len(names) == 1:
        return Q(**{f"{names[0]}__{than}": values[0]})
    # The first half alone leads an index to the place; written as one OR it would be read from the beginning.
    start = Q(**{f"{names[0]}__{than}e": values[0]})
    return start & (Q(**{f"{names[0]}__{than}": values[0]}) | Q(**{f"{names[1]}__{than}": values[1]}))
