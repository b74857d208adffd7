"""The set-up's page of the rules of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gudok.web.accounts.doors import open_to
from gudok.web.cases.choices import CaseRules, the_rules
from gudok.web.cases.forms import RulesForm
from gudok.web.setup.actions import save_row
from gudok.web.setup.kinds import KINDS

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest


@open_to("setup.change")
@require_http_methods(["GET", "POST"])
def rules(request: SignedInRequest) -> HttpResponse:
    row = the_rules()
    form = RulesForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        save_row(request.user, CaseRules, row.pk, form.cleaned_data)
        messages.success(request, _("Saved: %(name)s") % {"name": row})
        return redirect("setup_cases")
    return render(request, "cases/rules.html", {"form": form, "here": "cases", "kinds": KINDS})
