"""Merging two customers, and the way back: each one transaction with its audit entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from gudok.web.audit.actions import write_change
from gudok.web.people.actions import LISTS, picture
from gudok.web.people.companies.models import Tag
from gudok.web.people.merging import pictures
from gudok.web.people.merging.models import Merge
from gudok.web.people.models import Customer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gudok.web.accounts.models import User


class OvertakenError(Exception):
    """Somebody else has merged, deleted or taken apart meanwhile."""


@transaction.atomic
def merge(actor: User | None, kept_id: int, gone_id: int) -> Merge:
    """Make one of two: numbers, e-mail addresses, calls, tasks and all else of `gone_id` follow to `kept_id`."""
    kept, gone = _both(kept_id, gone_id)
    before, had, was = picture(kept), pictures.of(kept), pictures.of(gone)
    moved = {where: ids for where, model, field in _followers() if (ids := _move(model, field, gone_id, kept_id))}
    for name, (model, field) in LISTS.items():
        mine = model._default_manager.filter(customer=gone).exclude(**{f"{field}__in": had[name]})
        mine.update(customer=kept)
    kept.tags.add(*gone.tags.all())
    # First it goes, then its values come: some may stand in one row only.
    Customer.objects.filter(pk=gone_id).delete()
    pictures.put(kept, pictures.merged(had, was))
    kept.save()
    done = Merge.objects.create(
        kept=kept, gone_id=gone_id, name=was["name"], had=had, gone=was, became=pictures.of(kept), moved=moved, by=actor
    )
    write_change(actor, "customer.merged", kept, before, picture(kept) | {"merged": was["name"]})
    return done


@transaction.atomic
def undo(actor: User | None, merge_id: int) -> Customer:
    """Make two of one again. What was changed since stays with the one that was kept."""
    done = Merge.objects.select_for_update().filter(pk=merge_id, undone_at=None).first()
    if done is None or done.kept_id is None or Customer.objects.filter(pk=done.gone_id).exists():
        raise OvertakenError
    kept = Customer.objects.select_for_update().get(pk=done.kept_id)
    before = picture(kept)
    _restore(kept, done)
    kept.save()
    gone = Customer(pk=done.gone_id)
    pictures.put(gone, {name: done.gone[name] for name in pictures.fields(done.gone)})
    gone.save(force_insert=True)
    _give_back(kept, gone, done)
    done.undone_at, done.undone_by = timezone.now(), actor
    done.save(update_fields=["undone_at", "undone_by"])
    write_change(actor, "customer.parted", kept, before, picture(kept) | {"merged": done.name})
    return gone


def _both(kept_id: int, gone_id: int) -> tuple[Customer, Customer]:
    # In the order of their keys, so that two who merge the same pair wait for each other instead of failing.
    found = Customer.objects.select_for_update().filter(pk__in=(kept_id, gone_id)).order_by("pk")
    rows = {row.pk: row for row in found}
    if kept_id == gone_id or len(rows) != 2:
        raise OvertakenError
    return rows[kept_id], rows[gone_id]


def _followers() -> Iterator[tuple[str, Any, str]]:
    """Whatever points to a customer, of all rooms, but the lists that are the customer's own."""
    own = {model for model, _field in LISTS.values()}
    for link in Customer._meta.related_objects:
        if link.one_to_many and link.related_model not in own:
            model: Any = link.related_model
            yield f"{model._meta.label_lower}.{link.field.name}", model, link.field.name


def _move(model: Any, field: str, gone: int, kept: int) -> list[Any]:
    rows = model._default_manager.filter(**{field: gone})
    ids = list(rows.values_list("pk", flat=True))
    rows.update(**{field: kept})
    return ids


def _restore(kept: Customer, done: Merge) -> None:
    """Values that still are what the merge made of them go back to what they were."""
    now = pictures.of(kept)
    same = [name for name in pictures.fields(done.had) if now[name] == done.became[name]]
    pictures.put(kept, {name: done.had[name] for name in same})
    for name in pictures.KEYED:
        if name not in same:
            had, became = done.had[name], done.became[name]
            setattr(kept, name, {k: v for k, v in now[name].items() if k in had or became.get(k) != v})


def _give_back(kept: Customer, gone: Customer, done: Merge) -> None:
    numbers = [e164 for e164 in done.gone["phones"] if e164 not in done.had["phones"]]
    kept.phones.filter(e164__in=numbers).update(customer=gone)
    for name in ("emails", "addresses"):
        model, field = LISTS[name]
        mine = model._default_manager.filter(customer=kept)
        came = mine.filter(**{f"{field}__in": [one for one in done.gone[name] if one not in done.had[name]]})
        back = {*came.values_list(field, flat=True), *done.had[name]}
        came.delete()
        # Made anew, so that they stand in their old order.
        model._default_manager.bulk_create(
            [model(customer=gone, **{field: one}) for one in done.gone[name] if one in back]
        )
    kept.tags.remove(*[tag for tag in done.gone["tags"] if tag not in done.had["tags"]])
    gone.tags.set(Tag.objects.filter(pk__in=done.gone["tags"]))
    for where, model, field in _followers():
        for part in _slices(done.moved.get(where, [])):
            model._default_manager.filter(pk__in=part, **{field: kept}).update(**{field: gone})


def _slices(ids: list[Any], size: int = 500) -> Iterator[list[Any]]:
    """SQLite takes so many values in one question and no more."""
    for begin in range(0, len(ids), size):
        yield ids[begin : begin + size]
