"""Two documents compared: what was added, removed, changed, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from gudok.web.setup.document.registry import tables
from gudok.web.setup.document.words import Document, Field, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gudok.web.setup.document.tables import Table


class Change(NamedTuple):
    """A row that differs: added (no `before`), removed (no `after`) or changed."""

    table: str
    key: str
    before: Row | None
    after: Row | None

    @property
    def kind(self) -> str:
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def fields(self) -> list[str]:
        """The names of the fields that differ."""
        before, after = self.before or {}, self.after or {}
        return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def compare(before: Document, after: Document) -> list[Change]:
    """What leads from one to the other, over the tables of the latter, in their order."""
    changes = []
    for name in (table for table in tables() if table in after):
        old, new = before.get(name, {}), after[name]
        for key in {**old, **new}:
            change = Change(name, key, old.get(key), new.get(key))
            if change.before is None or change.after is None or change.fields:
                changes.append(change)
    return changes


class Line(NamedTuple):
    """A field's difference in words."""

    field: str
    before: str
    after: str


class Told(NamedTuple):
    """A change in words: `mark` is +, − or ~."""

    mark: str
    table: str
    row: str
    lines: list[Line]


MOST_PARTS = 4
MARKS = {"added": "+", "removed": "−", "changed": "~"}


def told(changes: list[Change]) -> Iterator[Told]:
    """The changes as people read them; of a removed row nothing but its name."""
    known = tables()
    for change in changes:
        table = known[change.table]
        names = [] if change.kind == "removed" else change.fields
        known_names = [name for name in names if name in table.fields or name in table.secrets]
        lines = [line for name in known_names for line in told_field(table, name, change)]
        yield Told(MARKS[change.kind], str(table.title), row_name(change), lines)


def told_field(table: Table, name: str, change: Change) -> list[Line]:
    field = table.fields.get(name)
    if field is None:
        return [Line(_("Password"), "•••", "•••")]
    before, after = (change.before or {}).get(name), (change.after or {}).get(name)
    if isinstance(before or after, dict):
        return told_parts(field, before or {}, after or {})
    return [Line(str(field.label), word(field, before), word(field, after))]


def told_parts(field: Field, before: dict[str, Any], after: dict[str, Any]) -> list[Line]:
    """A field of many parts, as the hours of a week: only the parts that differ, the first of them."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    shown = [
        Line(f"{field.label} {name}", word(field, before.get(name)), word(field, after.get(name)))
        for name in names[:MOST_PARTS]
    ]
    rest = len(names) - len(shown)
    return [*shown, Line(str(field.label), "…", _("and %(n)d more") % {"n": rest})] if rest else shown


def row_name(change: Change) -> str:
    row = change.after or change.before or {}
    name = row.get("name") or row.get("full_name") or row.get("name_ru") or ""
    return f"{name} ({change.key})" if name and change.key else str(name or change.key)


def word(field: Field, value: Any) -> str:
    """A value as people read it."""
    if value is None or value in ("", [], {}):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(word(field, one) for one in value)
    if isinstance(value, dict):
        return "; ".join(word(field, one) for one in value.values() if one not in (None, "", [])) or _("nothing")
    return str(dict(field.choices).get(str(value), value))


def as_text(changes: list[Change]) -> str:
    """The changes as lines for a terminal, table by table."""
    lines, table = [], ""
    for change in told(changes):
        if change.table != table:
            table = change.table
            lines.append(table)
        lines.append(f"  {change.mark} {change.row}")
        arrow = "{0}: {2}" if change.mark == "+" else "{0}: {1} → {2}"
        lines += ["      " + arrow.format(*line) for line in change.lines if change.mark != "+" or line.after != "—"]
    return "\n".join(lines)
