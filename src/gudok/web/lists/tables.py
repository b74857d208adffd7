"""What a list of a room says of itself; the room adds its own in its `AppConfig.ready`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

PLACE = ("after", "page")
"""Parameters of an address that tell the place in a list, not what it is narrowed to."""


class Table(NamedTuple):
    """`home`: the address's name; `rights`: any of them opens it; `columns` by name, `usual` those of an address
    that chooses none. `file`: the name of the address of its file, `taken_by`: the right to it, `verb`: its word in the
    audit."""

    name: str
    home: str
    rights: tuple[str, ...]
    columns: Mapping[str, StrOrPromise]
    usual: tuple[str, ...]
    file: str
    taken_by: str
    verb: str


_tables: dict[str, Table] = {}


def add(table: Table) -> None:
    _tables[table.name] = table


def named(name: str) -> Table | None:
    return _tables.get(name)


def shown(asked: QueryDict, table: Table) -> list[str]:
    """The columns an address chooses, in the table's order."""
    chosen = set(asked.getlist("columns")) & set(table.columns) or set(table.usual)
    return [name for name in table.columns if name in chosen]


def query(asked: QueryDict) -> str:
    """An address's parameters without the place in the list and without empty ones."""
    kept = asked.copy()
    for name, values in asked.lists():
        kept.setlist(name, [value.replace("\0", "") for value in values if value])
        if name in PLACE or not kept.getlist(name):
            del kept[name]
    return kept.urlencode()
