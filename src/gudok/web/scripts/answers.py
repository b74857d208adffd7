"""The answers of many calls: a list by script and days, and the same as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to
from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.calls.filters import DAYS, day_end, day_start
from gudok.web.catalogue import table
from gudok.web.people import numbers
from gudok.web.record.models import Call
from gudok.web.record.queries import visible_calls
from gudok.web.scripts import actions, told
from gudok.web.scripts.models import Script, ScriptRun
from gudok.web.setup.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

PAGE = 50
MOST_EXPORTED = 50_000


class DaysForm(forms.Form):
    """From which day to which; an impossible day is left out."""

    since = forms.DateField(
        label=gettext_lazy("From"), required=False, validators=DAYS, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("To"), required=False, validators=DAYS, widget=forms.DateInput(attrs={"type": "date"})
    )

    def narrow(self, runs: QuerySet[ScriptRun]) -> QuerySet[ScriptRun]:
        self.is_valid()
        if since := self.cleaned_data.get("since"):
            runs = runs.filter(begun_at__gte=day_start(since))
        if until := self.cleaned_data.get("until"):
            runs = runs.filter(begun_at__lt=day_end(until))
        return runs


def _runs(request: SignedInRequest, script: Script, form: DaysForm) -> QuerySet[ScriptRun]:
    """The calls led by it that this person may see, the newest first."""
    seen = visible_calls(request.user).filter(pk=OuterRef("call"))
    runs = ScriptRun.objects.filter(Exists(seen), script=script).select_related("script", "edition", "author")
    return form.narrow(runs).order_by("-begun_at", "-pk")


@open_to("scripts.answers")
@require_GET
def answers(request: SignedInRequest, pk: int) -> HttpResponse:
    script, form = get_object_or_404(Script, pk=pk), DaysForm(request.GET)
    page = Paginator(_runs(request, script, form), PAGE).get_page(request.GET.get("page"))
    fields = told.fields_of(script)
    masked = not request.user.has_perm(SEE_FULL_NUMBERS)
    rows = [(run, led, [led.answers.get(name, "") for name in fields]) for run, led in _told(page, masked=masked)]
    shown = {"script": script, "form": form, "page": page, "rows": rows, "fields": fields}
    return render(request, "scripts/answers.html", {"here": "scripts", "kinds": KINDS} | shown)


@open_to("scripts.answers")
@require_GET
def export(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same as a file for table programs: each call with its number, its queue, and a column for each field."""
    script, form = get_object_or_404(Script, pk=pk), DaysForm(request.GET)
    runs = list(_runs(request, script, form)[:MOST_EXPORTED])
    masked, fields = not request.user.has_perm(SEE_FULL_NUMBERS), told.fields_of(script)
    calls = Call.objects.in_bulk([run.call for run in runs])
    head = [
        _("Call id"),
        _("Begun"),
        _("Number"),
        _("Name"),
        _("Operator"),
        _("Edition"),
        _("To its end"),
        *fields,
        _("Missing"),
    ]
    rows = []
    for run, led in _told(runs, masked=masked):
        call = calls[run.call]
        number = numbers.mask(call.shown) if masked else call.shown
        begun = f"{timezone.localtime(led.begun_at):%Y-%m-%d %H:%M}"
        own = [led.answers.get(name, "") for name in fields]
        ended = int(led.ended_at is not None)
        rows.append([run.call, begun, number, call.name, led.author, led.edition, ended, *own, "; ".join(led.missing)])
    actions.note_export(request.user, script, len(rows))
    return table.answer(head, rows, f"script-{script.code}.csv")


def _told(runs: Iterable[ScriptRun], *, masked: bool) -> Iterable[tuple[ScriptRun, told.Led]]:
    return ((run, told.of_run(run, masked=masked)) for run in runs)
