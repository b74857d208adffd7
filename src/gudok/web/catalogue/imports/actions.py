"""Trying a table of goods and taking it in: all of it in one transaction, or nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from gudok.web.audit.actions import entry, write_change
from gudok.web.audit.models import AuditEntry
from gudok.web.catalogue.actions import category_of
from gudok.web.catalogue.imports.models import GoodsImport
from gudok.web.catalogue.imports.plan import Row, before, rows
from gudok.web.catalogue.models import Good, Price, Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gudok.web.accounts.models import User
    from gudok.web.catalogue.models import Category

MOST_ERRORS = 1000
KEPT = timedelta(days=7)
"""Files nobody took in are forgotten then."""
PLAIN = ("article", "name", "unit", "stock", "active")
CHANGED = (*PLAIN, "category", "edition")


def stage(actor: User, name: str, content: bytes) -> GoodsImport:
    """Try a table; nothing is changed. Raises TableError."""
    made = GoodsImport(by=actor, name=name[:120], file=content)
    for batch in rows(content):
        _count(made, batch)
    GoodsImport.objects.filter(at__lt=timezone.now() - KEPT).exclude(file=b"").update(file=b"")
    made.save()
    return made


@transaction.atomic
def take(actor: User, pk: int) -> bool:
    """Take the table in as the catalogue is now; False when somebody has done it already, or its file is gone."""
    row = GoodsImport.objects.select_for_update().get(pk=pk)
    if row.taken_at is not None or not row.file:
        return False
    row.counts, row.errors = {}, []
    categories: dict[str, Category | None] = {}
    for batch in rows(bytes(row.file)):
        _count(row, batch)
        _write(actor, [one for one in batch if one.change in {"new", "changed"}], categories)
    row.taken_at, row.file = timezone.now(), b""
    row.save()
    write_change(actor, "goods.imported", row, {}, row.counts)
    return True


def _count(found: GoodsImport, batch: Sequence[Row]) -> None:
    for one in batch:
        found.counts[one.change] = found.counts.get(one.change, 0) + 1
    wrong = [[one.line, name, text] for one in batch for name, text in one.errors.items()]
    found.errors = (found.errors + wrong)[:MOST_ERRORS]


def _write(actor: User, batch: Sequence[Row], categories: dict[str, Category | None]) -> None:
    """A handful of statements for all of them."""
    if not batch:
        return
    edition, pairs = Shelf.step(), []
    for one in batch:
        good = one.row or Good()
        good.edition = edition
        for name in PLAIN:
            if name in one.values:
                setattr(good, name, one.values[name])
        path = one.values.get("category")
        if path:
            if path not in categories:
                categories[path] = category_of(actor, path)
            good.category = categories[path]
        pairs.append((good, one))
    Good.objects.bulk_create([good for good, one in pairs if one.row is None])
    there = [good for good, one in pairs if one.row is not None]
    Good.objects.bulk_create(there, update_conflicts=True, unique_fields=["id"], update_fields=CHANGED)
    Price.objects.bulk_create(
        Price(good=good, kopecks=one.values["kopecks"], set_by=actor)
        for good, one in pairs
        if "kopecks" in one.values and getattr(one.row, "kopecks", None) != one.values["kopecks"]
    )
    AuditEntry.objects.bulk_create(_told(actor, good, one) for good, one in pairs)


def _told(actor: User, good: Good, one: Row) -> AuditEntry:
    had: dict[str, Any] = before(one.row)
    was = {name: had[name] for name in one.values} if one.row else {}
    return entry(actor, "good.changed" if one.row else "good.added", good, was, one.values)
