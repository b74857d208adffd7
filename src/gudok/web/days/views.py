from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to
from gudok.web.accounts.scope import scope_of
from gudok.web.calls.queries import all_names
from gudok.web.days import queries
from gudok.web.days.figures import quarters, span, sums, total
from gudok.web.days.forms import DayForm
from gudok.web.days.pictures import Words, charts, crew, line, whole_hours
from gudok.web.record.queries import visible_calls
from gudok.web.record.times import moment
from gudok.web.why.states import MODES

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

SEES = ("calls.see_team", "calls.see_all")


@open_to(*SEES)
@require_GET
def day(request: SignedInRequest) -> HttpResponse:
    """A day of the centre or of one queue."""
    names = all_names()
    form = DayForm(request.GET, names, scope_of(request.user))
    chosen, queue = form.day, form.queue
    bounds = queries.bounds(chosen)
    calls = queries.served(request.user, bounds, queue)
    spells = queries.spells(request.user, bounds, queries.operators_of(queue) if queue else None)
    whole = quarters(calls, spells, bounds.start, bounds.end)
    first, last = span(whole)
    shown = whole[first:last]
    context: dict[str, Any] = {
        "form": form,
        "queue": queue,
        "sum": total(whole),
        "charts": charts(shown, timezone.get_current_timezone()),
        "crew": crew(spells, shown, names),
        "quarters": [(moment(quarter.start), quarter) for quarter in shown if quarter.calls or quarter.staff],
        **_around(chosen),
    }
    return render(request, "days/day.html", context)


@open_to(*SEES)
@require_GET
def operator(request: SignedInRequest, agent: str) -> HttpResponse:
    """An operator's day as a line of time, with the calls of it."""
    names, scope = all_names(), scope_of(request.user)
    if agent not in names or (scope is not None and agent not in scope.operators):
        raise Http404
    form = DayForm(request.GET, names, scope)
    bounds = queries.bounds(form.day)
    spells = queries.spells(request.user, bounds, [agent])
    calls = visible_calls(request.user).in_bulk({spell.call for spell in spells if spell.call})
    words, spent = Words(), sums(spell for spell in spells if spell.mode != "away")
    context = {
        "name": names[agent],
        "form": form,
        "line": line(spells, *whole_hours(spells, bounds)),
        "spells": [(spell, moment(spell.began), words.state(spell), calls.get(spell.call)) for spell in spells],
        "sums": [(MODES.get(mode, mode), ms) for mode, ms in sorted(spent.items(), key=lambda one: -one[1])],
        **_around(form.day),
    }
    return render(request, "days/operator.html", context)


def _around(chosen: date) -> dict[str, Any]:
    """The day, the day before, and the one after unless it has not begun."""
    after = chosen + timedelta(days=1)
    return {
        "day": chosen,
        "before": f"{chosen - timedelta(days=1)}",
        "after": f"{after}" if after <= timezone.localdate() else "",
    }
