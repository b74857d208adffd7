"""What happens to tasks; each step is one update that only succeeds from the state it was seen in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from gudok.web.audit.actions import write_change
from gudok.web.people.models import Phone
from gudok.web.people.numbers import parse
from gudok.web.tasks.models import Task

if TYPE_CHECKING:
    from datetime import datetime

    from gudok.web.accounts.models import User


@transaction.atomic
def add_task(actor: User | None, values: dict[str, Any]) -> Task:
    """Plan something; the customer is found by the number where none is named."""
    number = parse(values.get("number", ""))
    customer = values.get("customer")
    if customer is None and number.e164:
        phone = Phone.objects.filter(e164=number.e164).select_related("customer").first()
        customer = phone.customer if phone else None
    task = Task.objects.create(
        text=values.get("text", "").replace("\0", "")[:500],
        number=(number.e164 or values.get("number", ""))[:40],
        shown=(number.shown or values.get("number", ""))[:40],
        name=(values.get("name") or (customer.name if customer else ""))[:120],
        customer=customer,
        call=values.get("call", "")[:24],
        at=values["at"],
        until=values.get("until"),
        person=values.get("person"),
        queue=values.get("queue"),
        created_by=actor,
    )
    write_change(actor, "task.added", task, {}, {"at": task.at.isoformat(), "for": str(task.person or task.queue)})
    return task


def take_task(actor: User, task: Task) -> bool:
    """Begin a task; False when somebody else has."""
    free = Q(taken=None) | Q(taken=actor)
    return bool(Task.objects.filter(free, pk=task.pk, state=Task.State.OPEN).update(taken=actor))


def close_task(actor: User, task: Task, state: str) -> bool:
    """Done, or dropped; False when it was closed before."""
    closed = Task.objects.filter(pk=task.pk, state=Task.State.OPEN).update(
        state=state, closed_at=timezone.now(), taken=actor
    )
    if closed:
        write_change(actor, f"task.{state}", task, {}, {})
    return bool(closed)


def reopen_task(actor: User, task: Task) -> bool:
    """Take back that it was done."""
    opened = (
        Task.objects.filter(pk=task.pk)
        .exclude(state=Task.State.OPEN)
        .update(state=Task.State.OPEN, closed_at=None, taken=None)
    )
    if opened:
        write_change(actor, "task.reopened", task, {}, {})
    return bool(opened)


def postpone_task(actor: User, task: Task, at: datetime) -> bool:
    """Later; nobody has it then. A limit that would be passed moves along."""
    until = max(task.until, at) if task.until else None
    moved = Task.objects.filter(pk=task.pk, state=Task.State.OPEN).update(
        at=at, until=until, taken=None, postponed=F("postponed") + 1
    )
    if moved:
        write_change(actor, "task.postponed", task, {"at": task.at.isoformat()}, {"at": at.isoformat()})
    return bool(moved)
