"""The page with the rules of calls that operators dial."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gudok.web.accounts.doors import open_to
from gudok.web.setup import actions
from gudok.web.setup.checking import CHECK, checked
from gudok.web.setup.kinds import KINDS
from gudok.web.setup.models import Trunk
from gudok.web.setup.outgoing import Outgoing, split_prefixes, the_outgoing

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest


class OutgoingForm(forms.ModelForm):
    class Meta:
        model = Outgoing
        fields = ("trunk", "number", "allowed", "forbidden", "ring_s", "wrapup_s", "wrapup_failed", "record")
        widgets: ClassVar = {"allowed": forms.Textarea({"rows": 2}), "forbidden": forms.Textarea({"rows": 2})}

    def clean_allowed(self) -> str:
        """As it was understood, so that who wrote it sees that."""
        return ", ".join(split_prefixes(self.cleaned_data["allowed"]))

    def clean_forbidden(self) -> str:
        return ", ".join(split_prefixes(self.cleaned_data["forbidden"]))


@open_to("setup.change")
@require_http_methods(["GET", "POST"])
def outgoing(request: SignedInRequest) -> HttpResponse:
    row = the_outgoing()
    form = OutgoingForm(request.POST or None, instance=row)
    if CHECK in request.headers:
        return checked(form)
    if request.method == "POST" and form.is_valid():
        actions.save_row(request.user, Outgoing, row.pk, form.cleaned_data)
        messages.success(request, _("Saved: %(name)s") % {"name": row})
        return redirect("setup_outgoing")
    page = {"form": form, "here": "outgoing", "kinds": KINDS, "trunks": Trunk.objects.filter(enabled=True).exists()}
    return render(request, "setup/outgoing.html", page)
