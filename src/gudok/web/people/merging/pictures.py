"""A customer as plain data from which the row can be made again, and what two become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.web.audit.snapshots import snapshot
from gudok.web.people.actions import LISTS, MACHINES
from gudok.web.people.companies.models import Company
from gudok.web.people.models import Customer

if TYPE_CHECKING:
    from collections.abc import Mapping

    Picture = dict[str, Any]

KEYED = ("own", "preferred", "forecasts")
"""Values by a key: those of both stay, key by key."""
_NEVER = {"id", *MACHINES, *LISTS, "tags"}


def of(row: Customer) -> Picture:
    """Every field by name, JSON only; lists as their texts, tags as their keys."""
    plain = {name: value for name, value in snapshot(row).items() if name not in MACHINES}
    lists = {
        name: list(model._default_manager.filter(customer=row).values_list(field, flat=True))
        for name, (model, field) in LISTS.items()
    }
    return plain | lists


def fields(picture: Mapping[str, Any]) -> list[str]:
    """The names of the fields of one value."""
    return [name for name in picture if name not in _NEVER]


def merged(had: Picture, gone: Picture) -> Picture:
    """What the one that stays becomes: its own values, gaps filled by the other's, both notes, VIP if either was."""
    found = {name: had[name] or gone.get(name, had[name]) for name in fields(had)}
    found |= {name: gone[name] | had[name] for name in KEYED}
    notes = [note for note in (had["note"], gone["note"]) if note.strip()]
    return found | {"note": "\n\n".join(dict.fromkeys(notes)), "since": min(had["since"], gone["since"])}


def put(row: Customer, values: Mapping[str, Any]) -> None:
    """Set fields of a row from a picture's values; a company that is no more is left out."""
    for name, value in values.items():
        field = Customer._meta.get_field(name)
        lost = name == "company" and not Company.objects.filter(pk=value).exists()
        setattr(row, field.attname, None if lost else field.to_python(value))  # type: ignore[union-attr]
