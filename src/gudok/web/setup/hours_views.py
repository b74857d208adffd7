"""What opening hours can be asked and helped with: what will be when, and the public holidays of a year."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gudok.core.hours.rules import next_change, opening
from gudok.web.accounts.doors import open_to
from gudok.web.setup import actions
from gudok.web.setup.centre import the_centre
from gudok.web.setup.hours import Schedule

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

FIRST, LAST = 2020, 2100


class Verdict(NamedTuple):
    """Whether it will be open, and why, in words."""

    word: str
    why: str


def tools(request: SignedInRequest, schedule: Schedule) -> dict[str, Any]:
    """What the page of a schedule shows beside its form."""
    zone = the_centre().zone
    asked = request.GET.get("at", "")
    try:
        at = datetime.fromisoformat(asked).replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        at = timezone.now().astimezone(ZoneInfo(zone))
    verdict = verdict_at(schedule, zone, at) if asked else None
    return {"year": at.year, "asked": f"{at:%Y-%m-%dT%H:%M}", "verdict": verdict}


def verdict_at(schedule: Schedule, zone: str, at: datetime) -> Verdict:
    """The decision the engine would take at that time, by the same function."""
    rules, moment = schedule.rules(), round(at.timestamp() * 1000)
    found, then = opening(rules, zone, moment), next_change(rules, zone, moment)
    until = datetime.fromtimestamp(then / 1000, ZoneInfo(zone)) if then else None
    when = f"{date_format(until.date(), 'j E Y')}, {until:%H:%M}" if until else ""
    day = f"{found.day}. " if found.day else ""
    if found.open:
        return Verdict(_("Open."), day + (_("Until %(when)s.") % {"when": when} if when else _("Always.")))
    return Verdict(
        _("Closed."), day + (_("Opens %(when)s.") % {"when": when} if when else _("Does not open within a year."))
    )


@open_to("setup.change")
@require_POST
def add_holidays(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a year's public holidays, with the days off that the government moved; what is there already stays."""
    schedule = get_object_or_404(Schedule, pk=pk)
    text = request.POST.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else 0
    if not FIRST <= year <= LAST:
        messages.error(request, _("Choose a year from %(first)d to %(last)d.") % {"first": FIRST, "last": LAST})
        return redirect("setup_row", kind="hours", pk=pk)
    fresh = {day: one for day, one in public_holidays(year).items() if day not in schedule.days}
    if fresh:
        days = dict(sorted((schedule.days | fresh).items()))
        actions.save_row(request.user, Schedule, pk, {"days": days})
    added = ngettext("%(n)d day added.", "%(n)d days added.", len(fresh)) % {"n": len(fresh)}
    messages.success(
        request, f"{added} {_('Check the days that the government moves: they are decided a year ahead.')}"
    )
    return redirect("setup_row", kind="hours", pk=pk)


def public_holidays(year: int) -> dict[str, dict[str, str]]:
    """Days off in Russia by date, as special days without hours."""
    import holidays

    found = holidays.country_holidays("RU", years=year, language="ru")
    return {day.isoformat(): {"hours": "", "name": str(name)} for day, name in sorted(found.items())}
