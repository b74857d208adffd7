"""Forms of the list of scripts; a script itself is drawn."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gudok.web.scripts.begin import BEGINNINGS
from gudok.web.scripts.models import Script


class NameForm(forms.ModelForm):
    class Meta:
        model = Script
        fields = ("name", "language")


class NewScriptForm(NameForm):
    begin = forms.ChoiceField(
        label=_("Begin with"),
        choices=[(name, one.name) for name, one in BEGINNINGS.items()],
        initial=next(iter(BEGINNINGS)),
        help_text=_("Everything can be changed afterwards; operators read nothing of it before it is put to use."),
    )
