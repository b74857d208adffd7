"""What each row of a table means, and what it would do to the catalogue as it is now."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from gudok.web.catalogue import money, queries
from gudok.web.catalogue.models import Good
from gudok.web.catalogue.table import GOODS
from gudok.web.people import names
from gudok.web.people.own.values import Spec, WrongValueError, typed
from gudok.web.people.tables import reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FIELDS = ("article", "name", "category", "unit", "kopecks", "stock", "active")
"""In the order of an export's columns."""
ALSO = {"kopecks": (gettext_lazy("Price"),), "article": ("sku",)}
LONGEST = {"article": 40, "name": 200, "unit": 20, "category": 400}
NEEDED = ("article",)
ACTIVE = Spec("active", "", "flag")
MOST_ROWS = 50_000
AT_ONCE = 1000


class Row(NamedTuple):
    """A line with its cells' meaning: `row` is the good it meets, None for a new one; errors by column."""

    line: int
    values: dict[str, Any]
    errors: dict[str, str]
    row: Good | None = None

    @property
    def change(self) -> str:
        """new, changed, same, wrong."""
        if self.errors:
            return "wrong"
        return "new" if self.row is None else "changed" if self.differs else "same"

    @property
    def differs(self) -> list[str]:
        had = before(self.row)
        return [name for name, value in self.values.items() if had.get(name) != value]


def before(row: Good | None) -> dict[str, Any]:
    """A good as a row of a table has it; its category by its path, which `rows` has put there."""
    return {name: getattr(row, "path" if name == "category" else name) for name in FIELDS} if row else {}


def rows(content: bytes) -> Iterator[list[Row]]:
    """The table's rows, a thousand at a time, as the catalogue is now; raises TableError."""
    lines = reading.rows(content, reading.guess(content))
    columns = matched([str(cell or "") for cell in next(lines, (0, []))[1]])
    if lacking := [name for name in NEEDED if name not in columns]:
        raise reading.TableError(_("There is no column «%(name)s».") % {"name": titles()[lacking[0]]})
    seen: dict[str, int] = {}
    paths = queries.paths()
    count = 0
    while batch := [_read(line, columns, cells, seen) for line, cells in islice(lines, AT_ONCE)]:
        count += len(batch)
        if count > MOST_ROWS:
            raise reading.TableError(_("At most %(n)d rows at once.") % {"n": MOST_ROWS})
        yield _met(batch, paths)


def titles() -> dict[str, str]:
    """How the columns are called in an export in this language."""
    return {name: str(title) for name, title in zip(FIELDS, GOODS, strict=True)}


def matched(heads: Sequence[str]) -> list[str]:
    """For each heading the field it means, or ""; none twice."""
    known: dict[str, str] = {}
    for language in ("ru", "en"):
        with override(language):
            for name, title in titles().items():
                known |= {names.plain(text): name for text in (name, title, *map(str, ALSO.get(name, ())))}
    found: list[str] = []
    for head in heads:
        name = known.get(names.plain(head), "")
        found.append(name if name not in found else "")
    return found


def _read(line: int, columns: Sequence[str], cells: Sequence[Any], seen: dict[str, int]) -> Row:
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for name, cell in zip(columns, cells, strict=False):
        text = "" if cell is None else str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()
        if name and text:
            try:
                values[name] = _meaning(name, text)
            except ValueError as error:
                errors[name] = str(error)
    article = values.get("article")
    if not article and "article" not in errors:
        errors["article"] = _("Empty: a good is known again by it.")
    elif article and seen.setdefault(article, line) != line:
        errors["article"] = _("Stands in line %(line)d already: %(key)s") % {"line": seen[article], "key": article}
    return Row(line, values, errors)


def _meaning(name: str, text: str) -> Any:
    """The cell as the good takes it; ValueError says in words why it means nothing."""
    if name == "active":
        try:
            return typed(ACTIVE, text)
        except WrongValueError:
            raise ValueError(_("Write 1 or 0.")) from None
    if name in {"kopecks", "stock"}:
        try:
            return (money.kopecks if name == "kopecks" else money.thousandths)(text)
        except ValueError:
            raise ValueError(_("Write a number, for instance 1234.50.")) from None
    if len(text) > LONGEST[name]:
        said = {"long": len(text), "most": LONGEST[name]}
        raise ValueError(_("%(long)d characters, at most %(most)d fit here.") % said)
    return " / ".join(part.strip()[:80] for part in text.split("/") if part.strip()) if name == "category" else text


def _met(batch: Sequence[Row], paths: Mapping[int, str]) -> list[Row]:
    wanted = [row.values["article"] for row in batch if "article" in row.values]
    known: dict[str, Good] = {}
    for good in Good.objects.priced().filter(article__in=wanted):
        good.path = paths.get(good.category_id or 0, "")  # type: ignore[attr-defined]
        known[good.article] = good
    found = []
    for row in batch:
        good_met = known.get(row.values.get("article", ""))
        errors = dict(row.errors)
        if good_met is None and not row.values.get("name"):
            errors.setdefault("name", _("A new good needs a name."))
        found.append(row._replace(row=good_met, errors=errors))
    return found
