"""What a column of a table may be: the customer's fields, and how a heading is recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from gudok.web.accounts.models import known_zones
from gudok.web.people import lists, names
from gudok.web.people.forms import language_codes, languages
from gudok.web.people.own.models import OwnField
from gudok.web.people.own.values import Spec, WrongValueError, typed
from gudok.web.people.own.words import WRONG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django_stubs_ext import StrOrPromise

OWN = "own."
SPLIT = {"phones": ";,\n", "emails": ";,\n ", "addresses": ";\n", "tags": ";,\n"}
"""What stands between the entries of a list within a cell."""
LONGEST = {"name": 120, "company": 120, "note": 20_000}


class Column(NamedTuple):
    """A field of the customer as a column; `spec` of an own field or of a plain one that is checked like it."""

    name: str
    title: StrOrPromise
    spec: Spec | None = None


PLAIN = (
    Column("name", gettext_lazy("Customer's name")),
    Column("company", gettext_lazy("Company")),
    Column("phones", gettext_lazy("Numbers")),
    Column("emails", gettext_lazy("E-mail addresses")),
    Column("addresses", gettext_lazy("Addresses")),
    Column("language", gettext_lazy("Language")),
    Column("time_zone", gettext_lazy("Time zone")),
    Column("vip", "VIP", Spec("vip", "VIP", "flag")),
    Column("tags", gettext_lazy("Tags")),
    Column("note", gettext_lazy("Note")),
)
ALSO = {
    "phones": ("phone", "tel", gettext_lazy("Number"), gettext_lazy("Telephone")),
    "emails": ("e-mail", "mail", gettext_lazy("Email")),
    "name": ("full name", "customer", gettext_lazy("Full name"), gettext_lazy("Name"), gettext_lazy("Customer")),
    "addresses": (gettext_lazy("Address"),),
    "tags": (gettext_lazy("Tag"),),
}


class CellError(Exception):
    """A cell means nothing; the text says why."""


def columns() -> list[Column]:
    """Every column a table may have, the own fields last."""
    own = [Column(OWN + one.code, one.name, one.spec._replace(required=False)) for one in OwnField.objects.all()]
    return [*PLAIN, *own]


def matched(heads: Sequence[str]) -> list[str]:
    """For each heading the column it most likely is, or ""; none twice."""
    known: dict[str, str] = {}
    for language in ("ru", "en"):
        with override(language):
            for column in columns():
                also = ALSO.get(column.name, ())
                for title in (column.name, column.name.removeprefix(OWN), column.title, *also):
                    known.setdefault(names.plain(str(title)), column.name)
    found: list[str] = []
    for head in heads:
        name = known.get(names.plain(head), "")
        found.append(name if name not in found else "")
    return found


class Meaning:
    """What cells mean; looked up once for a whole table."""

    def __init__(self) -> None:
        self.languages: dict[str, str] = {code: code for code in language_codes()}
        for language in ("ru", "en"):
            with override(language):
                self.languages |= {str(title).casefold(): code for code, title in languages() if code}
        self.zones = known_zones()

    def of(self, column: Column, cell: Any) -> Any:
        """The cell as the customer's row takes it, None when it is empty; raises CellError."""
        if cell is None or cell == "":
            return None
        if column.spec is not None:
            try:
                return typed(column.spec, cell)
            except WrongValueError as error:
                raise CellError(str(WRONG[error.code])) from None
        text = _whole(cell)
        if column.name in SPLIT:
            return self._list(column.name, text)
        return self._plain(column.name, text)

    def _list(self, name: str, text: str) -> list[str]:
        for sign in SPLIT[name]:
            text = text.replace(sign, "\n")
        try:
            return lists.read_all(name, text.split("\n"))
        except ValidationError as error:
            raise CellError(" ".join(error.messages)) from None

    def _plain(self, name: str, text: str) -> str:
        if name == "language":
            if text.casefold() not in self.languages:
                raise CellError(_("Not known here: %(name)s") % {"name": text[:60]})
            return self.languages[text.casefold()]
        if name == "time_zone" and text not in self.zones:
            raise CellError(_("Not known here: %(name)s") % {"name": text[:60]})
        longest = LONGEST.get(name, 64)
        if len(text) > longest:
            said = {"long": len(text), "most": longest}
            raise CellError(_("%(long)d characters, at most %(most)d fit here.") % said)
        return text


def _whole(cell: Any) -> str:
    """A number of a table's program as it was typed: 79123456789.0 is a telephone's."""
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()
