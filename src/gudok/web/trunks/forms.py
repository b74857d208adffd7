"""The form of a trunk, filled in by a template where one was chosen."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gudok.web.setup.trunk import Trunk
from gudok.web.trunks.catalogue import catalogue

NEW_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})
CHOSEN = ("writing", "transport", "tones", "codecs")
"""Choices that have a usual value: left out, it holds."""


class TrunkForm(forms.ModelForm):
    LEGENDS: ClassVar = {
        "host": _lazy("Provider"),
        "user": _lazy("Account"),
        "writing": _lazy("Calls out"),
        "tones": _lazy("Voice"),
        "reserve": _lazy("Reserve"),
    }
    """The headings over the fields they begin with."""

    class Meta:
        model = Trunk
        fields = (
            "name", "kind", "host", "port", "transport", "user", "auth_user", "secret", "domain", "proxy", "did",
            "writing", "number_in_from", "tones", "codecs", "reserve", "reserve_number", "enabled",
        )  # fmt: skip
        widgets: ClassVar = {"secret": NEW_PASSWORD}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["secret"].help_text = _("Leave empty to keep the present one.")
            self.fields["reserve"].queryset = Trunk.objects.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]
            self._kept = self.instance.secret
        else:
            self._fill(str(self.initial.pop("template", "")))
        for name in CHOSEN:
            self.fields[name].required = False
        for name, legend in self.LEGENDS.items():
            self.fields[name].legend = legend  # type: ignore[attr-defined]

    def _fill(self, template: str) -> None:
        """Take what a template knows, and tell at each field what it leaves to be typed."""
        kind = catalogue().get(template)
        if kind is None:
            return
        named = {"name": str(kind.name)} if kind.group == "provider" else {}
        self.initial = {**named, **kind.values, **self.initial}
        for name, told in kind.typed.items():
            self.fields[name].help_text = str(told)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for name in CHOSEN:
            values[name] = values.get(name) or Trunk._meta.get_field(name).get_default()  # type: ignore[union-attr]
        return values

    def clean_secret(self) -> str:
        return self.cleaned_data["secret"] or getattr(self, "_kept", "")
