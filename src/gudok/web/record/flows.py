"""What callers do in voice menus, for the rows: the exits by day, the time in the menu, whom a look-up found."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils import timezone

from gudok.core.words import CallerFound, FlowStepped
from gudok.web.record.models import FlowCount
from gudok.web.record.times import between, moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from gudok.core.words import AnyOutput, Turn
    from gudok.web.record.batch import Batch

LONGEST = 64
"""Letters kept of a name."""

Exit = tuple["date", str, str, str]


def stepped(batch: Batch, turn: Turn, fact: FlowStepped) -> None:
    """Count the exit, by the centre's own day; the caller has been in the menu until now at least."""
    at = moment(turn.came.at)
    day = timezone.localdate(at, timezone.get_default_timezone())
    batch.exits[day, fact.flow[:LONGEST], fact.node[:LONGEST], fact.exit[:LONGEST]] += 1
    call = batch.call(fact.call, turn.came.at)
    call.menu_ms = between(call.arrived_at, at)


def found(batch: Batch, turn: Turn, fact: CallerFound) -> None:
    """The call is this customer's from here on."""
    call, caller = batch.call(fact.call, turn.came.at), fact.caller
    call.name, call.vip = caller.name[:120], caller.vip
    call.customer_id = int(caller.customer) if caller.customer in batch.customers else None


def keep_exits(exits: Counter[Exit]) -> None:
    """Add the counts to the days' rows; the projector's cursor moves with them, so none is added twice."""
    for (day, flow, node, way), count in sorted(exits.items()):
        row, _ = FlowCount.objects.get_or_create(day=day, flow=flow, node=node, exit=way)
        FlowCount.objects.filter(pk=row.pk).update(count=F("count") + count)


HANDLERS: dict[type[AnyOutput], Callable[[Batch, Turn, Any], None]] = {
    FlowStepped: stepped,
    CallerFound: found,
}
