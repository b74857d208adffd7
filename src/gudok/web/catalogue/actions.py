"""Changes of the catalogue, each with its audit entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from gudok.web.audit.actions import write_change
from gudok.web.audit.snapshots import snapshot
from gudok.web.catalogue.models import Category, Good, Price, Shelf, price_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gudok.web.accounts.models import User

FIELDS = ("article", "name", "category", "unit", "service", "stock", "active")
PATH = " / "


@transaction.atomic
def save_good(actor: User | None, pk: int | None, values: dict[str, Any]) -> Good:
    """Add or change one. `values`: FIELDS, `kopecks`, and `since` where the price is of another time than now."""
    row = Good.objects.get(pk=pk) if pk else Good()
    before = _picture(row) if pk else {}
    for field in FIELDS:
        if field in values:
            setattr(row, field, values[field])
    row.edition = Shelf.step()
    row.save()
    if values.get("kopecks") is not None:
        _set_price(actor, row, values["kopecks"], values.get("since"))
    write_change(actor, "good.changed" if pk else "good.added", row, before, _picture(row))
    return row


def _set_price(actor: User | None, row: Good, kopecks: int, since: Any) -> None:
    """A price from `since` (or now) on; the one that stands already is no new one."""
    if since is None and price_now(row) == kopecks:
        return
    Price.objects.create(good=row, kopecks=kopecks, since=since or timezone.now(), set_by=actor)


@transaction.atomic
def save_category(actor: User | None, pk: int | None, values: dict[str, Any]) -> Category:
    row = Category.objects.get(pk=pk) if pk else Category()
    before = snapshot(row) if pk else {}
    for field, value in values.items():
        setattr(row, field, value)
    row.save()
    write_change(actor, "category.changed" if pk else "category.added", row, before, snapshot(row))
    return row


@transaction.atomic
def delete_category(actor: User | None, row: Category) -> None:
    """`ProtectedError` while goods or other categories stand in it."""
    write_change(actor, "category.deleted", row, snapshot(row), {})
    row.delete()


@transaction.atomic
def category_of(actor: User | None, path: str) -> Category | None:
    """The category of a path «Tea / Green», made where it is not there yet; None for an empty one."""
    found: Category | None = None
    for name in filter(None, (part.strip()[:80] for part in path.split(PATH.strip()))):
        row = Category.objects.filter(parent=found, name=name).first()
        found = row or save_category(actor, None, {"parent": found, "name": name})
    return found


def _picture(row: Good) -> dict[str, Any]:
    return {name: value for name, value in snapshot(row).items() if name != "edition"} | {"kopecks": price_now(row)}


def note_export(actor: User, rows: Sequence[Good]) -> None:
    """Who has taken how many goods away as a file."""
    write_change(actor, "goods.exported", Shelf.objects.get_or_create(pk=1)[0], {}, {"rows": len(rows)})
