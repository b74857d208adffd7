"""What the document is made of, and what can be wrong with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Row = dict[str, Any]
"""Fields by name, as plain values: str, int, bool, lists and dicts of them. A field that is empty may be missing."""
Document = dict[str, dict[str, Row]]
"""Rows by table and key. A table that stands for one row of its own has it under the key ""."""
FORMAT = 1


class Problem(NamedTuple):
    """What is wrong, and where: any of table, key and field may be empty, `line` is 0 where there is no file."""

    text: str
    table: str = ""
    key: str = ""
    field: str = ""
    line: int = 0

    def __str__(self) -> str:
        place = ".".join(part for part in (self.table, self.key) if part)
        where = " ".join(part for part in (f"[{place}]" if place else "", self.field) if part)
        told = f"{where}: {self.text}" if where else self.text
        return _("line %(n)d: %(told)s") % {"n": self.line, "told": told} if self.line else told


class BadDocumentError(Exception):
    """The document cannot be taken over; nothing was changed."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class Field(NamedTuple):
    """A field of a table. `kind` is flag, number, text, data, one or many; the last two are keys of the table `to`."""

    name: str
    label: StrOrPromise
    kind: str
    default: Any
    to: str = ""
    choices: tuple[tuple[str, StrOrPromise], ...] = ()
