"""What is to be different: a line of fields for each queue."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.twin.change import Change
from gudok.web.routing.names import AGENTS, CALLS, grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import _StrOrPromise

    from gudok.core.settings import Queue

SECOND = 1000
RUNS = ((5, "5"), (10, "10"), (30, "30"), (100, "100"))


class Rule(NamedTuple):
    """A setting of a queue that can be tried, in seconds."""

    name: str
    label: _StrOrPromise
    least: int
    most: int


RULES = (
    Rule("ring", _("Ring, s"), 5, 120),
    Rule("wrapup", _("Wrap-up, s"), 0, 3600),
    Rule("max_wait", _("Longest wait, s"), 1, 7200),
    Rule("sl", _("Answer within, s"), 1, 600),
)
USUAL = "usual"
CHOSEN = {"algorithm": AGENTS, "order": CALLS}
"""What may be chosen by another algorithm, with its usual settings."""
OVERFLOW = (("none", _("wait on")), ("message", _("a message, then the end")))


ALGORITHMS = {
    "algorithm": (_("Who gets a call"), [(name or USUAL, text) for name, text in grouped(AGENTS)]),
    "order": (_("Which call first"), [(name or USUAL, text) for name, text in grouped(CALLS)]),
}


class DayForm(forms.Form):
    """The day to play again: a past one, yesterday where none is chosen."""

    date = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.is_valid()

    def clean_date(self) -> dt.date | None:
        date: dt.date | None = self.cleaned_data["date"]
        if date is not None and not dt.date(2000, 1, 1) <= date < timezone.localdate():
            raise ValidationError(_("Choose a day that is over."))
        return date

    @property
    def day(self) -> dt.date:
        return self.cleaned_data.get("date") or timezone.localdate() - dt.timedelta(days=1)


class ChangeForm(forms.Form):
    """Empty fields leave everything as it was."""

    replay = forms.ChoiceField(
        label=_("Calls"),
        choices=[("1", _("those of that day, one by one")), ("", _("others like them"))],
        required=False,
    )
    volume = forms.IntegerField(
        label=_("How many of them, %"), initial=100, validators=[MinValueValidator(10), MaxValueValidator(500)],
        required=False, help_text=_("Other than 100 only with others like them."),
    )  # fmt: skip
    runs = forms.TypedChoiceField(
        label=_("Runs"), choices=RUNS, coerce=int, initial=10, help_text=_("More runs, narrower intervals.")
    )

    def __init__(self, data: Any, queues: Sequence[Queue]) -> None:
        super().__init__(data, initial={"replay": "1", "volume": 100, "runs": 10})
        self.queues = queues
        for queue in queues:
            self._add(queue)

    def _add(self, queue: Queue) -> None:
        others = [(other.id, other.name) for other in self.queues if other.id != queue.id]
        made: dict[str, forms.Field] = {
            "more": forms.IntegerField(
                label=_("Operators more or fewer"), required=False, min_value=-500, max_value=500,
                widget=forms.NumberInput(attrs={"placeholder": "0"}),
            ),
            "also": forms.ChoiceField(
                label=_("Its operators also take"), required=False, choices=[("", "—"), *others]
            ),
            "overflow": forms.ChoiceField(
                label=_("After the longest wait"), required=False, choices=[("", _("as it is")), *OVERFLOW]
            ),
        }  # fmt: skip
        for name, (label, choices) in ALGORITHMS.items():
            made[name] = forms.ChoiceField(label=label, required=False, choices=[("", _("as it is")), *choices])
        for rule in RULES:
            now = getattr(queue, rule.name) // SECOND
            made[rule.name] = forms.IntegerField(
                label=rule.label, required=False, min_value=rule.least, max_value=rule.most,
                widget=forms.NumberInput(attrs={"placeholder": str(now)}),
            )  # fmt: skip
        for name, field in made.items():
            self.fields[f"{queue.id}-{name}"] = field

    def lead_to_error(self) -> None:
        """The page is longer than a screen: it opens where the first mistake is told."""
        for name in self.errors:
            if name in self.fields:
                self.fields[name].widget.attrs["autofocus"] = True
                return

    def lines(self) -> list[tuple[Queue, list[forms.BoundField]]]:
        """Each queue with its fields."""
        return [(queue, [self[f"{queue.id}-{name}"] for name in ORDER]) for queue in self.queues]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("replay") and cleaned.get("volume") not in (None, 100):
            self.add_error("volume", _("That day's calls were as many as they were: choose others like them."))
        return cleaned

    def change(self) -> Change:
        """What the filled fields ask for."""
        change = Change(volume=self.cleaned_data.get("volume") or 100)
        for queue in self.queues:
            value = {name: self.cleaned_data.get(f"{queue.id}-{name}") for name in ORDER}
            rules: dict[str, Any] = {}
            for rule in RULES:
                if (seconds := value[rule.name]) is not None:
                    rules[rule.name] = seconds * SECOND
            if value["overflow"]:
                rules["overflow"] = value["overflow"]
            for name in ALGORITHMS:
                if value[name]:
                    rules[name] = None if value[name] == USUAL else {"algorithm": value[name]}
            if rules:
                change.rules[queue.id] = rules
            if value["more"]:
                change.more[queue.id] = value["more"]
            if value["also"]:
                change.also[queue.id] = (value["also"],)
        return change


ORDER = ("more", "also", "algorithm", "order", "ring", "wrapup", "max_wait", "overflow", "sl")
