"""Callers who asked to be called back, or gave up waiting, become tasks of their queue, with the journal's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy

from gudok.core.words import CallbackWished, CallConnected, CallMissed
from gudok.web.record.times import moment
from gudok.web.setup.models import Queue
from gudok.web.tasks.models import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from gudok.core.words import AnyOutput, Turn
    from gudok.web.record.batch import Batch


TEXTS = {
    "asked_callback": gettext_lazy("Asked to be called back, out of hours"),
    "callback_failed": gettext_lazy("Asked to be called back while waiting; was not reached"),
    "nobody_answered": gettext_lazy("Nobody answered the call"),
}
"""What is to be done, by the reason of the wish."""


def wished(batch: Batch, turn: Turn, fact: CallbackWished | CallMissed) -> None:
    batch.wishes.append((fact, turn.came.at))


def answered(batch: Batch, turn: Turn, fact: CallConnected) -> None:
    """Somebody talks with the customer: nobody need call back because of calls that were missed before."""
    batch.answered.append((fact.call, turn.came.at))


def keep_wishes(wishes: Sequence[tuple[CallbackWished | CallMissed, int]], customers: set[str]) -> None:
    """Make the tasks. A queue or a customer deleted since is left out; a number missed often makes one task."""
    if not wishes:
        return
    queues = {queue.core_id: queue for queue in Queue.objects.all()}
    missed = [fact.caller.number for fact, _ in wishes if isinstance(fact, CallMissed)]
    there = Task.objects.filter(state=Task.State.OPEN, missed=True, number__in=missed)
    known: set[tuple[str, int | None]] = set(there.values_list("number", "queue_id"))
    rows = []
    for fact, at in wishes:
        row = _task(fact, at, queues.get(fact.queue), customers)
        if row.missed and (row.number, row.queue_id) in known:
            continue
        known.add((row.number, row.queue_id))
        rows.append(row)
    Task.objects.bulk_create(rows)


def _task(fact: CallbackWished | CallMissed, at: int, queue: Queue | None, customers: set[str]) -> Task:
    caller = fact.caller
    with translation.override(settings.LANGUAGE_CODE):
        text = str(TEXTS[fact.why.code])
    return Task(
        text=text,
        number=caller.number[:40],
        shown=caller.shown[:40],
        name=caller.name[:120],
        customer_id=int(caller.customer) if caller.customer in customers else None,
        call=fact.call,
        at=moment(at),
        queue=queue,
        missed=isinstance(fact, CallMissed),
        created_at=moment(at),
    )


def close_answered(calls: Sequence[tuple[str, int]]) -> None:
    """The tasks that missed calls made are done when the same number is talked with: [(number, UTC ms)]."""
    numbers = {number for number, _ in calls if number}
    if not numbers or not Task.objects.filter(state=Task.State.OPEN, missed=True, number__in=numbers).exists():
        return
    for number, at in calls:
        made = Task.objects.filter(state=Task.State.OPEN, missed=True, number=number, created_at__lte=moment(at))
        made.update(state=Task.State.DONE, closed_at=moment(at))


HANDLERS: dict[type[AnyOutput], Callable[[Batch, Turn, Any], None]] = {
    CallbackWished: wished,
    CallMissed: wished,
}
