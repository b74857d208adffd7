"""Lists as files for table programs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from gudok.web.catalogue.money import plain_money, show_quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a table program would take for the beginning of a formula."""
GOODS = (_("Article number"), _("Name"), _("Category"), _("Unit"), _("Price, roubles"), _("In stock"), _("Active"))


def safe(value: Any) -> str:
    """A cell that is text, whatever it begins with; a number stays one."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) and not isinstance(value, int | float) else text


def answer(head: Sequence[Any], rows: Iterable[Sequence[Any]], name: str) -> HttpResponse:
    """The table as a download; the mark at the beginning tells table programs that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe(cell) for cell in head])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def goods(rows: Iterable[Any], paths: Mapping[int, str]) -> Iterator[Sequence[Any]]:
    for row in rows:
        price = "" if row.kopecks is None else plain_money(row.kopecks)
        stock = "" if row.stock is None else show_quantity(row.stock)
        path = paths.get(row.category_id, "")
        yield row.article, row.name, path, row.unit, price, stock, int(row.active)
