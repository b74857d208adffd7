"""Rows of opening hours: the week, holidays and special days, and what callers at other times hear."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gudok.core.hours import rules as core
from gudok.web.setup.codes import Coded
from gudok.web.setup.sounds import Prompt, prompt_field

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPAN = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?$")
MIDNIGHT = 24 * 60


def minutes(text: str) -> core.Spans:
    """«9:00-13:00, 14-18» as stretches of a day in minutes; raises ValidationError."""
    spans = []
    for part in (one.strip() for one in text.split(",")):
        if not part:
            continue
        found = SPAN.match(part)
        if found is None:
            raise ValidationError(_("Write hours like 9:00-13:00, 14:00-18:00."))
        start, end = (int(h) * 60 + int(m or 0) for h, m in (found.group(1, 2), found.group(3, 4)))
        if not 0 <= start < end <= MIDNIGHT or any(int(m or 0) > 59 for m in found.group(2, 4)):
            raise ValidationError(
                _("%(span)s: the end must be after the beginning, at most 24:00."), params={"span": part}
            )
        spans.append((start, end))
    spans.sort()
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise ValidationError(_("These hours overlap."))
    return tuple(spans)


def written(spans: core.Spans) -> str:
    """The reverse of `minutes`."""
    return ", ".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in spans)


def week_default() -> dict[str, str]:
    return {day: "09:00-18:00" if n < 5 else "" for n, day in enumerate(WEEKDAYS)}


class Schedule(Coded):
    """Hours as people write them: `week` by weekday, `days` by date with `hours` and `name`."""

    name = models.CharField(_("Name"), max_length=60, unique=True)
    week = models.JSONField(_("Hours of the week"), default=week_default)
    days = models.JSONField(_("Holidays and special days"), default=dict, blank=True)
    closed_prompt = prompt_field(_("Message out of hours"), _("None: «please call later» in the centre's language."))
    wish = models.BooleanField(
        _("Who presses 1 in the message is called back"),
        default=False,
        help_text=_("Say so in the message. The number is kept in the list of callbacks."),
    )
    thanks_prompt = prompt_field(_("Thanks for pressing 1"), _("None: «thank you, goodbye»."))

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def core_id(self) -> str:
        return f"h{self.pk}"

    @property
    def shown(self) -> str:
        """The week in short, for lists."""
        return "; ".join(f"{WEEKDAY_NAMES[day]} {text}" for day, text in self.week.items() if text)

    def clean(self) -> None:
        if not isinstance(self.week, dict) or not set(self.week) <= set(WEEKDAYS):
            raise ValidationError({"week": gettext("Days are %(days)s.") % {"days": ", ".join(WEEKDAYS)}})
        for day, text in self.week.items():
            _checked("week", day, text)
        if not isinstance(self.days, dict):
            raise ValidationError({"days": _("Write a table: the date, then hours and name.")})
        for day, one in self.days.items():
            if not isinstance(one, dict) or not set(one) <= {"hours", "name"}:
                raise ValidationError({"days": _("Write a table: the date, then hours and name.")})
            try:
                date.fromisoformat(day)
            except ValueError as error:
                raise ValidationError({"days": gettext("%(day)s is no date.") % {"day": day}}) from error
            _checked("days", day, one.get("hours", ""))

    def rules(self) -> core.Schedule:
        """The schedule as the core knows it."""
        days = (
            core.SpecialDay(day, str(one.get("name", "")), minutes(str(one.get("hours", ""))))
            for day, one in sorted(self.days.items())
        )
        week = tuple(minutes(str(self.week.get(day, ""))) for day in WEEKDAYS)
        return core.Schedule(
            self.core_id,
            self.name,
            week,
            tuple(days),
            sounds(self.closed_prompt),
            self.wish,
            sounds(self.thanks_prompt),
        )


WEEKDAY_NAMES: dict[str, Any] = {
    "mon": _("Mon"),
    "tue": _("Tue"),
    "wed": _("Wed"),
    "thu": _("Thu"),
    "fri": _("Fri"),
    "sat": _("Sat"),
    "sun": _("Sun"),
}


def sounds(prompt: Prompt | None) -> tuple[str, ...]:
    return (prompt.sound,) if prompt else ()


def _checked(field: str, day: str, text: Any) -> None:
    try:
        minutes(str(text))
    except ValidationError as error:
        raise ValidationError({field: f"{day}: {' '.join(error.messages)}"}) from error
