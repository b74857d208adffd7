"""The filter of the list of tasks, as it stands in the address bar, and its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.web.lists.tables import Table
from gudok.web.people.numbers import mask
from gudok.web.tasks import queries
from gudok.web.tasks.models import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from gudok.web.accounts.models import User

OPEN, LATE, CLOSED = "open", "late", "done"
SHOW = ((OPEN, _("Open ones")), (LATE, _("Overdue ones")), (CLOSED, _("Closed ones")))
TABLE = Table(
    "tasks",
    "tasks",
    ("tasks.use",),
    {
        "at": _("When"),
        "until": _("Not later than"),
        "who": _("Who"),
        "number": _("Number"),
        "text": _("What to do"),
        "for": _("For"),
        "state": _("State"),
    },
    ("at", "who", "number", "text", "for", "state"),
    "tasks_file",
    "tasks.export",
    "tasks.exported",
)


class TaskFilter(forms.Form):
    """What means nothing is left out."""

    show = forms.ChoiceField(label=_("Which tasks"), required=False, choices=SHOW)
    whose = forms.ChoiceField(label=_("For"), required=False)
    q = forms.CharField(label=_("Name or what to do"), required=False, max_length=60)

    def __init__(self, data: Any, user: User) -> None:
        super().__init__(data)
        self.user = user
        people = [(f"p{one.pk}", str(one)) for one in queries.people_seen(user)]
        queues = [(f"q{one.pk}", str(one)) for one in queries.queues_seen(user)]
        own = [("", _("all")), ("me", _("myself"))]
        self.fields["whose"].choices = [*own, (_("Queues"), queues), (_("Operators"), people)]  # type: ignore[attr-defined]
        self.is_valid()
        self.chosen: dict[str, str] = {name: value for name, value in self.cleaned_data.items() if value}
        self.which = self.chosen.get("show", OPEN)

    @property
    def narrow(self) -> bool:
        return bool(self.chosen.keys() - {"show"})

    @property
    def order(self) -> tuple[str, str]:
        return ("-closed_at", "-id") if self.which == CLOSED else ("at", "id")

    def rows(self) -> QuerySet[Task]:
        """The tasks this person sees of it, in the order of the list."""
        found = queries.tasks_seen(self.user).select_related("person", "queue", "taken", "created_by")
        found = found.exclude(closed_at=None) if self.which == CLOSED else found.filter(state=Task.State.OPEN)
        if self.which == LATE:
            found = found.filter(queries.late())
        whose, text = self.chosen.get("whose", ""), self.chosen.get("q", "")
        if whose:
            found = found.filter(
                Q(queue=whose[1:]) if whose.startswith("q") else Q(person=self.user if whose == "me" else whose[1:])
            )
        if text:
            # SQLite compares only Latin letters without regard to case.
            match = Q()
            for way in {text, text.lower(), text.capitalize(), text.title()}:
                match |= Q(name__contains=way) | Q(text__contains=way)
            found = found.filter(match)
        return found.order_by(*self.order)


def cells(task: Task, shown: Sequence[str], *, masked: bool) -> list[Any]:
    """A task's line of a file."""
    values: dict[str, Any] = {
        "at": _written(task.at),
        "until": _written(task.until),
        "who": task.name,
        "number": mask(task.shown) if masked and task.shown else task.shown,
        "text": task.text,
        "for": str(task.queue or task.person or ""),
        "state": task.get_state_display(),
    }
    return [values[name] for name in shown]


def _written(at: Any) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
