from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    """Why a customer is erased, and his name typed: nobody erases by one wrong click."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("As in: request of the person of 30.11.2026. Stays in the audit."),
    )
    typed = forms.CharField(label=_("Type the customer's name"), max_length=120)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields["typed"].widget.attrs["autocomplete"] = "off"

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"]
        if " ".join(typed.split()) != " ".join(self.name.split()):
            raise ValidationError(_("This is not the customer's name."))
        return typed
