"""What tasks hold of a customer: they go with him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.people.held.parts import Part, Table
from gudok.web.tasks.models import Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from gudok.web.people.held.parts import Person


def tasks(person: Person) -> QuerySet[Task]:
    return Task.objects.filter(Q(customer=person.pk) | Q(number__in=person.words.numbers) | Q(call__in=person.calls))


def show(person: Person) -> Iterable[Table]:
    rows = tasks(person).select_related("person", "queue")
    yield Table(
        _("Tasks"),
        [_("When"), _("State"), _("What to do"), _("Who"), _("Number"), _("For")],
        [
            [row.at, row.get_state_display(), row.text, row.name, row.shown, str(row.person or row.queue or "")]
            for row in rows
        ],
    )


def erase(person: Person) -> int:
    """Done ones stay countable, without words; a call back to somebody who is forgotten is nobody's task."""
    tasks(person).filter(state=Task.State.OPEN).update(state=Task.State.DROPPED, closed_at=timezone.now())
    return tasks(person).update(customer=None, text="", number="", shown="", name="")


def audited(person: Person) -> Iterable[tuple[str, list[str]]]:
    yield "tasks.task", [str(pk) for pk in tasks(person).values_list("pk", flat=True)]


PART = Part(
    "tasks",
    gettext_lazy("Tasks"),
    ("tasks.task",),
    show,
    erase,
    gettext_lazy("When a task was due and what became of it."),
    audit=audited,
)
