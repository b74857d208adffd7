"""Forms of the list of voice menus; a flow itself is drawn."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gudok.web.ivr.begin import BEGINNINGS
from gudok.web.setup.flows import Flow


class NameForm(forms.ModelForm):
    class Meta:
        model = Flow
        fields = ("name",)


class NewFlowForm(NameForm):
    begin = forms.ChoiceField(
        label=_("Begin with"),
        choices=[(name, one.name) for name, one in BEGINNINGS.items()],
        initial=next(iter(BEGINNINGS)),
        help_text=_("Everything can be changed afterwards; callers hear nothing of it before it is put to use."),
    )
