"""The index of all goods in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.web.catalogue.models import Good, Shelf
from gudok.web.finding.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gudok.web.finding.kept import Put


def _changed(after: int, upto: int) -> Iterator[Put]:
    rows = Good.objects.filter(edition__gt=after, edition__lte=upto).order_by("edition")
    for pk, article, name, active in rows.values_list("pk", "article", "name", "active").iterator():
        yield pk, article, name, "", active


_kept = Kept(Shelf.stand, _changed)
find = _kept.find
