"""What happens to orders. Each action locks the order's row, so that one change is merged after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gudok.web.audit.actions import write_change
from gudok.web.drafts.calls import NOBODY
from gudok.web.drafts.history import note_step
from gudok.web.news.actions import tell
from gudok.web.orders.models import Order, OrderCount, OrderStatus
from gudok.web.orders.queries import missing, moves
from gudok.web.orders.sums import sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gudok.web.accounts.models import User
    from gudok.web.drafts.calls import Known


def begin_order(actor: User, call: str = "", known: Known = NOBODY) -> Order:
    """A new draft; of a call the one there is, which follows the call to whoever has it now."""
    try:
        with transaction.atomic():
            return Order.objects.create(author=actor, call=call, **known.values)
    except IntegrityError:
        found = Order.objects.get(call=call, placed_at=None)
        if found.author_id != actor.pk:
            Order.objects.filter(pk=found.pk).update(author=actor)
        return found


def locked(pk: int) -> Order:
    """The row, nobody else's until the transaction is over."""
    return Order.objects.select_for_update(of=("self",)).get(pk=pk)


def add_up(order: Order) -> None:
    """Its total, from the lines as they are."""
    found = sums([line.sum for line in order.lines.all()], order.discount, order.delivery_kopecks)
    order.total = found.total


def seal(actor: User, order: Order, fields: Sequence[str]) -> None:
    """Write the order after a change and, where it is placed, tell it to other programs."""
    add_up(order)
    order.changed_at = timezone.now()
    order.save()
    if not order.draft:
        _tell("order.changed", actor, order, fields=list(fields))


@transaction.atomic
def place_order(actor: User, pk: int) -> Order:
    """Give a draft its number and first status; a second time it is nothing. ValueError while something is missing."""
    order = locked(pk)
    if not order.draft:
        return order
    if missing(order):
        raise ValueError("not complete")
    order.number = OrderCount.following()
    order.status = OrderStatus.objects.filter(enabled=True).first()
    order.author, order.placed_at = actor, timezone.now()
    add_up(order)
    order.version += 1
    order.save()
    write_change(actor, "order.placed", order, {}, {"total": order.total, "lines": order.lines.count()})
    _tell("order.created", actor, order)
    return order


@transaction.atomic
def move_order(actor: User, pk: int, code: str) -> bool:
    """To another status; False where this person may not move it there from where it is."""
    order = locked(pk)
    if code not in {status.code for status in moves(actor, order)}:
        return False
    before, order.status = order.status, OrderStatus.objects.get(code=code)
    order.version += 1
    order.versions["status"] = [order.version, "", str(actor)]
    note_step(actor, order, "status", str(before), str(order.status))
    write_change(actor, "order.moved", order, {"status": str(before)}, {"status": str(order.status)})
    seal(actor, order, ["status"])
    return True


@transaction.atomic
def drop_draft(actor: User, pk: int) -> bool:
    """Throw a draft away; what it held stays in the audit. False for a placed order."""
    order = locked(pk)
    if not order.draft:
        return False
    held = {"name": order.name, "address": order.address, "comment": order.comment, "total": order.total}
    lines = [f"{line.article} × {line.quantity / 1000:g}" for line in order.lines.all()]
    write_change(actor, "order.dropped", order, held | {"lines": lines}, {})
    order.delete()
    return True


def note_export(actor: User, rows: int) -> None:
    """Who has taken how many orders away as a file."""
    write_change(actor, "orders.exported", OrderCount.objects.get_or_create(pk=1)[0], {}, {"rows": rows})


def _tell(kind: str, actor: User, order: Order, **more: Any) -> None:
    operator = getattr(order.author, "operator", None)
    data = {
        "order": str(order.pk),
        "number": order.number,
        "status": order.status.code if order.status else "",
        "total": order.total,
        "customer": str(order.customer_id or ""),
        "call": order.call,
        "by": str(actor.pk),
    }
    tell(kind, data | more, operator=operator.core_id if operator else "")
