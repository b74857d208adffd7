"""The page of keeping: the rules, and what they would delete now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gudok.web.accounts.doors import open_to
from gudok.web.retention.due import Due, due_now
from gudok.web.setup import actions
from gudok.web.setup.centre import Keeping, the_keeping
from gudok.web.setup.checking import CHECK, checked
from gudok.web.setup.kinds import KINDS

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest


class KeepingForm(forms.ModelForm):
    class Meta:
        model = Keeping
        fields = ("recordings_days", "calls_days", "journal_days", "audit_days")


@open_to("setup.change")
@require_http_methods(["GET", "POST"])
def keeping(request: SignedInRequest) -> HttpResponse:
    row = the_keeping()
    form = KeepingForm(request.POST or None, instance=row)
    if CHECK in request.headers:
        return checked(form, sentences(form.instance) if form.is_valid() else [])
    if request.method == "POST" and form.is_valid():
        actions.save_row(request.user, Keeping, row.pk, form.cleaned_data)
        messages.success(request, _("Saved: %(name)s") % {"name": row})
        return redirect("setup_keeping")
    page = {"form": form, "told": sentences(the_keeping()), "here": "keeping", "kinds": KINDS}
    return render(request, "retention/keeping.html", page)


def sentences(rules: Keeping) -> list[str]:
    """What the rules would delete now, a sentence for each kind."""
    return [sentence(due) for due in due_now(settings.DATA, rules)]


def sentence(due: Due) -> str:
    names = {
        "recordings": ngettext("%(n)s recording", "%(n)s recordings", due.amount),
        "calls": ngettext("%(n)s call with its story", "%(n)s calls with their stories", due.amount),
        "turns": ngettext("%(n)s decision of the journal", "%(n)s decisions of the journal", due.amount),
        "audit": ngettext("%(n)s entry of the audit", "%(n)s entries of the audit", due.amount),
    }
    what = names[due.kind] % {"n": number_format(due.amount, force_grouping=True)}
    if due.before is None:
        return _("%(kind)s: kept for ever.") % {"kind": KIND_NAMES[due.kind]()}
    day = date_format(due.before, "SHORT_DATE_FORMAT")
    return _("%(kind)s: would be deleted now: %(what)s up to %(day)s.") % {
        "kind": KIND_NAMES[due.kind](), "what": what, "day": day,
    }  # fmt: skip


KIND_NAMES = {
    "recordings": lambda: _("Recordings"),
    "calls": lambda: _("Calls"),
    "turns": lambda: _("Journal"),
    "audit": lambda: _("Audit"),
}
