from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.forms import time_zones
from gudok.web.setup.centre import the_centre


class CentreForm(forms.Form):
    """The first step: whose centre it is."""

    name = forms.CharField(label=_("Name of the company"), max_length=120)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        centre = the_centre()
        self.initial = {"name": centre.name, "time_zone": centre.zone}
