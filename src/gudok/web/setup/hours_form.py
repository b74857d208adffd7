"""The form of opening hours: a line for each weekday, and a line for each holiday or special day."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.setup.hours import WEEKDAYS, Schedule, minutes, written

DAY_NAMES = {
    "mon": gettext_lazy("Monday"),
    "tue": gettext_lazy("Tuesday"),
    "wed": gettext_lazy("Wednesday"),
    "thu": gettext_lazy("Thursday"),
    "fri": gettext_lazy("Friday"),
    "sat": gettext_lazy("Saturday"),
    "sun": gettext_lazy("Sunday"),
}
DATE = re.compile(r"^(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\.(\d{1,2})\.(\d{4}))(?:\s+|$)")
HOURS = re.compile(r"^(\d{1,2}(?:[:.]\d{2})?\s*[-–—]\s*\d{1,2}(?:[:.]\d{2})?(?:\s*,\s*)?)+")


class ScheduleForm(forms.ModelForm):
    days_text = forms.CharField(
        label=gettext_lazy("Holidays and special days"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "A line for each day: the date, hours if it is open, a name. 01.01.2027 New Year; 31.12.2026 10:00-15:00."
        ),
    )

    class Meta:
        model = Schedule
        fields = ("name", "closed_prompt", "wish", "thanks_prompt")

    field_order = ("name", *WEEKDAYS, "days_text", "closed_prompt", "wish", "thanks_prompt")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in WEEKDAYS:
            attributes = {"placeholder": _("closed"), "autocomplete": "off"}
            self.fields[day] = forms.CharField(
                label=DAY_NAMES[day], required=False, max_length=120, widget=forms.TextInput(attrs=attributes)
            )
            self.initial.setdefault(day, self.instance.week.get(day, ""))
            setattr(self, f"clean_{day}", lambda day=day: written(minutes(self.cleaned_data[day])))
        self.initial.setdefault("days_text", as_lines(self.instance.days))
        self.order_fields(self.field_order)

    def clean_days_text(self) -> dict[str, dict[str, str]]:
        return from_lines(self.cleaned_data["days_text"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        values["week"] = {day: values.pop(day, "") for day in WEEKDAYS}
        values["days"] = values.pop("days_text", {})
        return values


def as_lines(days: dict[str, dict[str, str]]) -> str:
    """Special days as people write them, in order."""
    return "\n".join(
        " ".join(
            part for part in (f"{date.fromisoformat(day):%d.%m.%Y}", one.get("hours", ""), one.get("name", "")) if part
        )
        for day, one in sorted(days.items())
    )


def from_lines(text: str) -> dict[str, dict[str, str]]:
    """The reverse of `as_lines`; raises ValidationError that names the line."""
    days: dict[str, dict[str, str]] = {}
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            day, one = from_line(line.strip())
        except (ValueError, ValidationError) as error:
            told = " ".join(error.messages) if isinstance(error, ValidationError) else _("the line begins with no date")
            raise ValidationError(_("Line %(n)d: %(told)s") % {"n": n, "told": told}) from error
        days[day] = one
    return dict(sorted(days.items()))


def from_line(line: str) -> tuple[str, dict[str, str]]:
    found = DATE.match(line)
    if found is None:
        raise ValueError(line)
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    rest = line[found.end() :]
    hours = HOURS.match(rest)
    name = rest[hours.end() :].strip() if hours else rest.strip()
    spans = written(minutes(hours[0])) if hours else ""
    return date(int(year), int(month), int(day)).isoformat(), {"hours": spans, "name": name}
