"""The form of a task, and the times people choose with one press."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.web.people.models import Customer
from gudok.web.tasks import queries

SOON = (
    ("15", _("in 15 minutes")),
    ("60", _("in an hour")),
    ("180", _("in 3 hours")),
    ("tomorrow", _("tomorrow at 10")),
)
MORNING = 10


def moment_of(choice: str) -> datetime:
    """The moment of a choice of `SOON`; raises ValueError for any other."""
    now = timezone.localtime()
    if choice == "tomorrow":
        return (now + timedelta(days=1)).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if choice not in dict(SOON):
        raise ValueError(choice)
    return now.replace(second=0, microsecond=0) + timedelta(minutes=int(choice))


class TaskForm(forms.Form):
    """`soon` is a ready choice, `at` a time of one's own; for oneself where neither person nor queue is named."""

    number = forms.CharField(label=_("Number"), required=False, max_length=40)
    name = forms.CharField(label=_("Who"), required=False, max_length=120)
    text = forms.CharField(label=_("What to do"), required=False, max_length=500)
    soon = forms.ChoiceField(label=_("When"), required=False, choices=[*SOON, ("", _("at the time below"))])
    at = forms.DateTimeField(
        label=_("Time"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    until = forms.DateTimeField(
        label=_("Not later than"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    to = forms.ChoiceField(label=_("For"), required=False)
    call = forms.SlugField(required=False, max_length=24, widget=forms.HiddenInput)
    customer = forms.ModelChoiceField(queryset=Customer.objects.all(), required=False, widget=forms.HiddenInput)

    field_order = ["text", "number", "name", "soon", "at", "until", "to", "call", "customer"]  # noqa: RUF012 as Django has it

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        people = [(f"p{one.pk}", str(one)) for one in queries.people() if one.pk != user.pk]
        queues = [(f"q{one.pk}", str(one)) for one in queries.queues()]
        own = [("", _("myself"))] if user.has_perm("desk.use") else []
        self.fields["to"].choices = [*own, (_("Queues"), queues), (_("Operators"), people)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("soon"):
            values["at"] = moment_of(values["soon"])
        elif not values.get("at") and "at" not in self.errors:
            raise ValidationError({"at": _("Choose when.")})
        if not (values.get("text") or values.get("number")):
            raise ValidationError({"text": _("Write what to do, or a number to call.")})
        until = values.get("until")
        if until and values.get("at") and until < values["at"]:
            raise ValidationError({"until": _("The limit is before the time itself.")})
        return values | self._whose(values.get("to", ""))

    def _whose(self, to: str) -> dict[str, Any]:
        if to.startswith("q"):
            return {"queue": queries.queues().get(pk=to[1:]), "person": None}
        return {"person": queries.people().get(pk=to[1:]) if to else self.user, "queue": None}
