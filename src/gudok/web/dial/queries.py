"""Whom an operator may want to call: the last calls, customers by name or number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from gudok.web.people.models import Phone
from gudok.web.people.queries import search
from gudok.web.record.models import Call
from gudok.web.record.queries import visible_calls

if TYPE_CHECKING:
    from collections.abc import Mapping

LAST = 5
FOUND = 6
SHORTEST = 2
"""Letters before anybody is looked for."""


def operator_of(user: Any) -> Any:
    """The operator (telephone and queues) of a person; PermissionDenied for a person without one."""
    operator = getattr(user, "operator", None)
    if operator is None or not operator.active:
        raise PermissionDenied
    return operator


class Wanted(NamedTuple):
    """A number to dial, as typed or as the records have it, and the queue on whose behalf."""

    number: str
    queue: str


def wanted(user: Any, form: Mapping[str, str]) -> Wanted:
    """What is to be dialled: `number`, or that of a `call`, a `task` or a customer's `phone`, which need not be shown.

    PermissionDenied for a call, a task or a customer this person may not see.
    """
    queue = form.get("queue", "")
    if (task := form.get("task", "")).isdecimal():
        return of_task(user, int(task))
    if call := form.get("call", ""):
        found = Call.objects.filter(pk=call).first()
        if found is not None and may_see(user, found):
            return Wanted(found.number, queue)
        if found is not None or not form.get("number"):
            raise PermissionDenied
        # A call of this very moment, which the records do not have yet.
    if (phone := form.get("phone", "")).isdecimal():
        row = Phone.objects.filter(pk=int(phone)).first()
        if row is None or not user.has_perm("customers.see"):
            raise PermissionDenied
        return Wanted(row.e164, queue)
    return Wanted(form.get("number", "").replace("\0", ""), queue)


def of_task(user: Any, pk: int) -> Wanted:
    """The number of a task that is this person's, or a queue's that is served; the queue's task is its call."""
    # The tasks' room owns these rows; they are only asked for by name.
    row = apps.get_model("tasks", "Task").objects.filter(pk=pk).select_related("queue").first()
    served = row is not None and row.queue_id and operator_of(user).queues.filter(pk=row.queue_id).exists()
    if row is None or not (row.person_id == user.pk or served):
        raise PermissionDenied
    return Wanted(row.number, row.queue.core_id if row.queue else "")


def may_see(user: Any, call: Call) -> bool:
    """The calls in the person's scope, and those of customers whose card may be opened."""
    if call.customer_id and user.has_perm("customers.see"):
        return True
    return visible_calls(user).filter(pk=call.pk).exists()


class Recent(NamedTuple):
    """A call of the list; `kind` is `in`, `out` or `missed`."""

    call: Call
    kind: str


def recent(agent: str) -> list[Recent]:
    """The operator's last calls with a number, newest first, each number once."""
    rows = Call.objects.filter(legs__agent=agent, ended_at__isnull=False).exclude(number="").distinct()[: LAST * 4]
    first = {row.number: row for row in reversed(rows)}
    newest = sorted(first.values(), key=lambda row: row.arrived_at, reverse=True)[:LAST]
    return [Recent(row, kind_of(row, agent)) for row in newest]


def kind_of(call: Call, agent: str) -> str:
    if call.direction == Call.Direction.OUT:
        return "out"
    talked = call.legs.filter(agent=agent, answered_at__isnull=False).exists()
    return "in" if talked else "missed"


def missed_today(agent: str) -> int:
    """How many calls rang at this operator's telephone today and were taken by nobody, or by somebody else."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    legs = Q(legs__agent=agent, legs__outcome="missed", legs__rang_at__gte=midnight)
    return Call.objects.filter(legs, direction=Call.Direction.IN).distinct().count()


def contacts(text: str, masked: bool) -> list[Phone]:
    """Customers' numbers by a part of the name, the company or the number."""
    if len(text.strip()) < SHORTEST:
        return []
    found = search(text, masked=masked)[:FOUND]
    return [phone for customer in found for phone in customer.phones.all()][:FOUND]
