"""Some rows of a table at once: what each would do, and doing it; a few questions to the database for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from gudok.web.people import names
from gudok.web.people.models import Customer, Email, Phone
from gudok.web.people.tables.columns import OWN, CellError, Column, Meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Values = dict[str, Any]
LISTS = ("phones", "emails", "addresses", "tags")


class Read(NamedTuple):
    """A row with its cells' meaning; errors by column."""

    line: int
    values: Values
    errors: dict[str, str]


class Planned(NamedTuple):
    """What becomes of a row: `row` is the customer it meets, None for a new one."""

    read: Read
    row: Customer | None
    change: str
    """new, changed, same, wrong."""


class Reader:
    """Reads rows, and knows which keys have come already."""

    def __init__(self, columns: Sequence[Column | None], key: str) -> None:
        self.columns, self.key, self.meaning = columns, key, Meaning()
        self.seen: dict[Any, int] = {}
        self.phones: dict[str, int] = {}
        self.met: dict[int, int] = {}
        """The customers whom earlier lines meant."""

    def read(self, line: int, cells: Sequence[Any]) -> Read:
        values: Values = {}
        errors: dict[str, str] = {}
        for column, cell in zip(self.columns, cells, strict=False):
            if column is None:
                continue
            try:
                value = self.meaning.of(column, cell)
            except CellError as error:
                errors[column.name] = str(error)
                continue
            if value is not None and value != []:
                values[column.name] = value
        self._refuse_doubles(line, values, errors)
        return Read(line, values, errors)

    def keys(self, values: Values) -> list[Any]:
        found = values.get(self.key)
        return found if isinstance(found, list) else [] if found is None else [found]

    def _refuse_doubles(self, line: int, values: Values, errors: dict[str, str]) -> None:
        keys = self.keys(values)
        if not keys and self.key not in errors:
            errors[self.key] = _("Empty: nobody is known again without it.")
        for key in keys:
            self._refuse_double(self.seen, key, line, self.key, errors)
        for e164 in values.get("phones", []):
            self._refuse_double(self.phones, e164, line, "phones", errors)

    @staticmethod
    def _refuse_double(seen: dict[Any, int], key: Any, line: int, column: str, errors: dict[str, str]) -> None:
        first = seen.setdefault(key, line)
        if first != line:
            errors[column] = _("Stands in line %(line)d already: %(key)s") % {"line": first, "key": key}


def plan(reader: Reader, rows: Sequence[Read]) -> list[Planned]:
    """What becomes of each row, as the records are now."""
    met = _met(reader, rows)
    if reader.key == "phones":
        owners = {e164: pk for e164, pks in met.items() for pk in pks}
    else:
        wanted = {e164 for row in rows for e164 in row.values.get("phones", [])}
        owners = dict(_owners(Phone, "e164", wanted))
    ids = {pk for found in met.values() for pk in found}
    known = Customer.objects.select_related("company").prefetch_related(*LISTS).in_bulk(list(ids))
    return [_planned(reader, row, met, owners, known) for row in rows]


def _met(reader: Reader, rows: Sequence[Read]) -> dict[Any, set[int]]:
    """The customers of each key."""
    keys = {key for row in rows for key in reader.keys(row.values)}
    found: Iterable[tuple[Any, int]]
    if reader.key == "phones":
        found = _owners(Phone, "e164", keys)
    elif reader.key == "emails":
        found = _owners(Email, "address", keys)
    else:
        where = f"own__{reader.key.removeprefix(OWN)}"
        found = Customer.objects.filter(**{f"{where}__in": list(keys)}).values_list(where, "pk")
    met: dict[Any, set[int]] = {}
    for key, pk in found:
        met.setdefault(key, set()).add(pk)
    return met


def _owners(model: type[Phone | Email], field: str, values: Iterable[str]) -> list[tuple[str, int]]:
    """Whose these numbers or addresses are.

    On PostgreSQL as a join: for «in» it would take the index of parts of words, a thousand times slower here.
    """
    values = list(values)
    if connection.vendor != "postgresql":
        return list(model._default_manager.filter(**{f"{field}__in": values}).values_list(field, "customer_id"))
    table, column = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name(field)
    ask = f"select t.{column}, t.customer_id from unnest(%s::text[]) as w (v) join {table} t on t.{column} = w.v"  # noqa: S608 names of ours
    with connection.cursor() as cursor:
        cursor.execute(ask, [values])
        return cursor.fetchall()


def _planned(
    reader: Reader, read: Read, met: Mapping[Any, set[int]], owners: Mapping[str, int], known: Mapping[int, Customer]
) -> Planned:
    errors = dict(read.errors)
    pks = {pk for key in reader.keys(read.values) for pk in met.get(key, ())}
    row = known.get(next(iter(pks))) if len(pks) == 1 else None
    if len(pks) > 1:
        errors[reader.key] = _("Belongs to several customers.")
    elif any(e164 in owners and owners[e164] != (row.pk if row else None) for e164 in read.values.get("phones", [])):
        errors["phones"] = _("Belongs to another customer.")
    elif row is not None and reader.met.setdefault(row.pk, read.line) != read.line:
        errors[reader.key] = _("The same customer as in line %(line)d.") % {"line": reader.met[row.pk]}
    if row is None and not read.values.get("name"):
        errors.setdefault("name", _("A new customer needs a name."))
    read = read._replace(errors=errors)
    if errors:
        return Planned(read, row, "wrong")
    return Planned(read, row, "new" if row is None else "changed" if differs(row, read.values) else "same")


def differs(row: Customer, values: Values) -> bool:
    """Whether the customer would be another. Lists only grow."""
    return any(_differs(row, name, value) for name, value in values.items())


def _differs(row: Customer, name: str, value: Any) -> bool:
    if name in LISTS:
        return not {str(one).casefold() for one in value} <= texts(row, name)
    if name.startswith(OWN):
        return bool(row.own.get(name.removeprefix(OWN)) != value)
    if name == "company":
        return names.key(row.company.name if row.company else "") != names.key(value)
    return bool(getattr(row, name) != value)


def texts(row: Customer, name: str) -> set[str]:
    """What a list of the customer has, in small letters."""
    field = {"phones": "e164", "emails": "address", "addresses": "text", "tags": "name"}[name]
    return {str(getattr(one, field)).casefold() for one in getattr(row, name).all()}
