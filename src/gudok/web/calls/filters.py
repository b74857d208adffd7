"""The filters of the list, as they stand in the address bar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.web.why.states import ENDS

ANSWERED, LIVE, OWED, GROUP = "answered", "live", "owed", "group:"
# Beyond these a day's midnight in some zone is no moment that can be compared.
DAYS = [MinValueValidator(date(1970, 1, 2)), MaxValueValidator(date(9990, 1, 1))]


DIRECTIONS = [("", _("Any direction")), ("in", _("Incoming")), ("out", _("Outgoing"))]


def _results() -> list[tuple[str, Any]]:
    return [("", _("Any ending")), (ANSWERED, _("Answered")), (LIVE, _("Going on")), *ENDS.items()]


class CallFilter(forms.Form):
    """Everything optional; an impossible value is an error of its field, not of the page."""

    q = forms.CharField(label=_("Number or name"), required=False, max_length=60)
    since = forms.DateField(
        label=_("From"), required=False, validators=DAYS, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("To"), required=False, validators=DAYS, widget=forms.DateInput(attrs={"type": "date"})
    )
    direction = forms.ChoiceField(label=_("Direction"), required=False, choices=DIRECTIONS)
    queue = forms.ChoiceField(label=_("Queue"), required=False)
    operator = forms.ChoiceField(label=_("Operator"), required=False)
    result = forms.ChoiceField(label=_("How it ended"), required=False, choices=_results)
    told = forms.ChoiceField(label=_("Result"), required=False)

    def __init__(self, data: Any, names: dict[str, str]) -> None:
        super().__init__(data)
        self.fields["queue"].choices = [("", _("Any queue")), *_of(names, "q")]  # type: ignore[attr-defined]
        own = [("", _("Any result")), (OWED, _("Not told")), *_tree(_of(names, "r"))]
        self.fields["told"].choices = own  # type: ignore[attr-defined]
        self.fields["operator"].choices = [("", _("Any operator")), *_of(names, "o")]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        """The valid fields that are set."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def day_start(day: date) -> datetime:
    """Midnight in the person's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def day_end(day: date) -> datetime:
    return day_start(day + timedelta(days=1))


def _tree(results: list[tuple[str, str]]) -> list[tuple[str, Any]]:
    """Results with sub-results as a tree: each group can be chosen whole, then what is in it."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for id_, name in results:
        found.setdefault(group_of(name), []).append((id_, name))
    alone = found.pop("", [])
    whole = {group: [(f"{GROUP}{group}", _("%(group)s: any") % {"group": group})] for group in found}
    return [*alone, *((group, [*whole[group], *rows]) for group, rows in found.items())]


def group_of(name: str) -> str:
    """The result of a sub-result's whole name; "" for one that has none."""
    group, colon, _name = name.partition(": ")
    return group if colon else ""


def _of(names: dict[str, str], letter: str) -> list[tuple[str, str]]:
    """Ids of one kind (queues begin with q, operators with o, results with r) by name."""
    return sorted(((id_, name) for id_, name in names.items() if id_.startswith(letter)), key=lambda pair: pair[1])
