"""The thresholds' form, and the filters of the alerts that are over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.alerts.models import AlertRule
from gudok.web.alerts.rules import KINDS, OF_QUEUES
from gudok.web.alerts.words import KIND_NAMES

# Beyond these a day's midnight in some zone is no moment that can be compared.
DAYS = [MinValueValidator(date(1970, 1, 2)), MaxValueValidator(date(9990, 1, 1))]
LEVELS = [("", gettext_lazy("Any")), ("bad", gettext_lazy("Bad")), ("warn", gettext_lazy("Attention"))]


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, validators=DAYS, widget=forms.DateInput(attrs={"type": "date"}))


class OverFilter(forms.Form):
    """Everything optional; an impossible value is an error of its field, not of the page."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Alert"), required=False, choices=[("", gettext_lazy("Any")), *KIND_NAMES.items()]
    )
    queue = forms.ChoiceField(label=gettext_lazy("Queue"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("How bad"), required=False, choices=LEVELS)
    since = _day(gettext_lazy("From"))
    until = _day(gettext_lazy("To"))

    def __init__(self, data: Any, queues: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["queue"].choices = [("", _("Any queue")), *queues]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        """The valid fields that are set."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class AlertRuleForm(forms.ModelForm):
    class Meta:
        model = AlertRule
        fields = ("kind", "queue", "warn", "bad", "delay_s", "mail", "enabled")

    def clean(self) -> dict[str, Any]:
        """A threshold at least; the bad one beyond the other; a queue only where queues are measured."""
        values = super().clean() or {}
        kind, warn, bad = values.get("kind"), values.get("warn"), values.get("bad")
        if kind is None or self.errors:
            return values
        if values.get("queue") and kind not in OF_QUEUES:
            self.add_error("queue", _("This alert is of the whole centre."))
        if warn is None and bad is None:
            self.add_error("bad", _("At least one threshold is needed."))
        elif warn is not None and bad is not None and (bad > warn if KINDS[kind].falling else bad < warn):
            self.add_error("bad", _("“Bad” lies beyond “attention”."))
        same = AlertRule.objects.filter(kind=kind, queue=values.get("queue")).exclude(pk=self.instance.pk)
        if same.exists():
            self.add_error("kind", _("There is a rule for this already."))
        return values
