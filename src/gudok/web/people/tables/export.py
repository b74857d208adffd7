"""Customers written as a table that the import takes back: CSV or XLSX, never with a formula in it."""

from __future__ import annotations

import csv
import io
from typing import IO, TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from gudok.web.people.lists import mask_email
from gudok.web.people.numbers import mask
from gudok.web.people.tables.cells import safe
from gudok.web.people.tables.columns import OWN, columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from gudok.web.people.models import Customer

CHUNK = 1000
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write(found: QuerySet[Customer], kind: str, *, masked: bool) -> IO[bytes]:
    """The whole table, to be sent: some 150 bytes a customer."""
    file = io.BytesIO()
    (_xlsx if kind == "xlsx" else _csv)(file, _rows(found, masked=masked))
    file.seek(0)
    return file


def _rows(found: QuerySet[Customer], *, masked: bool) -> Iterator[list[str]]:
    known = columns()
    yield [str(column.title) for column in known]
    rows = found.select_related("company").prefetch_related("phones", "emails", "addresses", "tags").order_by("pk")
    for row in rows.iterator(chunk_size=CHUNK):
        yield [_cell(row, column.name, masked) for column in known]


def _cell(row: Customer, name: str, masked: bool) -> str:
    if name.startswith(OWN):
        return _written(row.own.get(name.removeprefix(OWN)))
    if name == "company":
        return row.company.name if row.company else ""
    if name == "phones":
        return "; ".join(mask(phone.shown) if masked else phone.e164 for phone in row.phones.all())
    if name == "emails":
        return "; ".join(mask_email(one.address) if masked else one.address for one in row.emails.all())
    if name in {"addresses", "tags"}:
        return "; ".join(str(one) for one in getattr(row, name).all())
    return _written(getattr(row, name))


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)


def _csv(file: IO[bytes], rows: Iterator[list[str]]) -> None:
    # The mark at the beginning tells table programs that this is UTF-8.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    text.flush()
    text.detach()


def _xlsx(file: IO[bytes], rows: Iterator[list[str]]) -> None:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Gudok")
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=_printable(text))
            cell.data_type = "s"  # text, whatever it begins with
            cells.append(cell)
        sheet.append(cells)
    book.save(file)


def _printable(text: str) -> str:
    """Without the signs no XLSX may hold, and as long as its cells go."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")[:32_767]
