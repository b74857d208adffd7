from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.twin.words import Words
from gudok.web.accounts.doors import open_to
from gudok.web.accounts.rights import SEE_ALL
from gudok.web.calls.queries import all_names
from gudok.web.setup.centre import the_centre
from gudok.web.whatif import actions, queries
from gudok.web.whatif.forms import ChangeForm, DayForm
from gudok.web.whatif.models import Trial
from gudok.web.whatif.outcome import read
from gudok.web.whatif.pictures import asked, exam, sides, table

if TYPE_CHECKING:
    from gudok.web.accounts.request import SignedInRequest


@open_to(SEE_ALL)
@require_http_methods(["GET", "POST"])
def whatif(request: SignedInRequest) -> HttpResponse:
    """A past day, what shall be different, and the questions put so far."""
    form = DayForm(request.GET)
    day = queries.brief(form.day)
    change = ChangeForm(request.POST if request.method == "POST" else None, day.queues)
    if request.method == "POST" and form.is_valid() and day.queues and change.is_valid():
        cleaned = change.cleaned_data
        made = actions.ask(
            request.user, form.day, change.change(), replay=bool(cleaned["replay"]), runs=cleaned["runs"]
        )
        return redirect("whatif_trial", made.pk)
    change.lead_to_error()
    words = _words()
    last = queries.last_exam()
    context = {
        "form": form, "change": change, "day": form.day, "calls": sum(day.calls.values()), "counts": day.calls,
        "trials": [(one, asked(one.change, all_names())) for one in queries.newest()],
        "exam": exam(last, words) if last else None, "last": last,
    }  # fmt: skip
    return render(request, "whatif/whatif.html", context)


@open_to(SEE_ALL)
@require_GET
def trial(request: SignedInRequest, pk: int) -> HttpResponse:
    """Both days side by side; while they are being played, how far that is."""
    return render(request, "whatif/trial.html", _shown(pk))


@open_to(SEE_ALL)
@require_GET
def state(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page's living part."""
    return render(request, "whatif/played.html", _shown(pk))


@open_to(SEE_ALL)
@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.stop(get_object_or_404(Trial, pk=pk))
    return redirect("whatif_trial", pk)


def _shown(pk: int) -> dict[str, Any]:
    row = get_object_or_404(Trial.objects.select_related("asked_by"), pk=pk)
    names = all_names()
    context: dict[str, Any] = {"trial": row, "asked": asked(row.change, names)}
    if row.outcome is not None:
        outcome, words, zone = read(row.outcome), _words(), the_centre().zone
        context["tables"] = [
            (
                _("All calls") if scope == "all" else names.get(scope.partition(":")[2], scope),
                table(outcome, scope, words),
            )
            for scope in outcome.scopes
        ]
        context["sides"] = sides(outcome, words, zone, (_("As it was"), _("Changed")))
        context["last"] = queries.last_exam()
    return context


def _words() -> Words:
    return Words(get_language() == "ru")
