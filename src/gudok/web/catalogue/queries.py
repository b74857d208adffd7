"""Reading the catalogue: the tree, lists, the search."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gudok.web.catalogue import shelf
from gudok.web.catalogue.actions import PATH
from gudok.web.catalogue.models import Category, Good

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

MOST = 1000
"""A search shows so many at the most, best first."""


class Branch(NamedTuple):
    """A category with its depth (0 at the root) and its path."""

    row: Category
    depth: int
    path: str


def tree() -> list[Branch]:
    """All categories, each before what is within it."""
    children: dict[int | None, list[Category]] = {}
    for row in Category.objects.all():
        children.setdefault(row.parent_id, []).append(row)

    def below(parent: int | None, depth: int, path: str) -> Iterable[Branch]:
        for row in children.get(parent, []):
            here = f"{path}{PATH}{row.name}" if path else row.name
            yield Branch(row, depth, here)
            yield from below(row.pk, depth + 1, here)

    return list(below(None, 0, ""))


def paths() -> dict[int, str]:
    """Each category's path by its key."""
    return {branch.row.pk: branch.path for branch in tree()}


def within(pk: int) -> set[int]:
    """A category's key with those of all that is in it."""
    found: set[int] = set()
    for branch in tree():
        if branch.row.pk == pk or branch.row.parent_id in found:
            found.add(branch.row.pk)
    return found


def goods(category: int | None = None, active: bool | None = True) -> QuerySet[Good]:
    """Goods with their prices, in the order of their names; None of `active` is both."""
    found = Good.objects.priced().select_related("category")
    if active is not None:
        found = found.filter(active=active)
    return found if category is None else found.filter(category__in=within(category))


def sellable() -> QuerySet[Good]:
    """What can be ordered and has a price: nobody could tell the customer what the others cost."""
    return goods().filter(kopecks__isnull=False)  # type: ignore[misc]


def search(text: str, rows: QuerySet[Good], most: int = MOST) -> Sequence[Good]:
    """Those of `rows` that fit what was typed, best first; all of them for nothing typed."""
    if not text.strip():
        return rows  # type: ignore[return-value]
    ids = shelf.find(text[:200], MOST, inactive=True)
    found = rows.in_bulk(ids)
    return [found[id_] for id_ in ids if id_ in found][:most]
