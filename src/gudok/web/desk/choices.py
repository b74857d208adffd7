"""The page where a person chooses keys and density of the own desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gudok.web.accounts.doors import open_to
from gudok.web.audit.actions import write_change
from gudok.web.audit.snapshots import snapshot
from gudok.web.desk.keys import KEYS, label, may_be
from gudok.web.desk.models import Choice

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from gudok.web.accounts.models import User


def choice_of(user: Any) -> Choice:
    """What a person chose; the usual desk for one who never did."""
    return Choice.objects.filter(user=user).first() or Choice(user=user)


class ChoiceForm(forms.ModelForm):
    """One field for each key, by its usual name; empty means the usual key."""

    class Meta:
        model = Choice
        fields = ("density",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in KEYS:
            pressed = self.instance.keys.get(key.name, "")
            self.fields[f"key-{key.name}"] = forms.CharField(
                label=key.does,
                required=False,
                max_length=20,
                initial=pressed,
                widget=forms.TextInput(
                    attrs={"placeholder": label(key.name), "data-key-field": "", "autocomplete": "off"}
                ),
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        moved = {key.name: values.get(f"key-{key.name}") or key.name for key in KEYS}
        for name, pressed in moved.items():
            if pressed != name and not may_be(pressed):
                self.add_error(f"key-{name}", ValidationError(_("This key cannot be used: the browser needs it.")))
            elif list(moved.values()).count(pressed) > 1:
                self.add_error(f"key-{name}", ValidationError(_("Two actions on one key.")))
        values["keys"] = {name: pressed for name, pressed in moved.items() if pressed != name}
        return values


@transaction.atomic
def save_choice(user: User, density: str, keys: dict[str, str]) -> Choice:
    """Keep what a person wants of the desk."""
    row = choice_of(user)
    before = snapshot(row) if row.pk else {}
    row.density, row.keys = density, keys
    row.save()
    write_change(user, "choice.changed", row, before, snapshot(row))
    return row


@open_to("desk.use")
@require_http_methods(["GET", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    form = ChoiceForm(request.POST or None, instance=choice_of(request.user))
    if request.method == "POST" and form.is_valid():
        save_choice(request.user, form.cleaned_data["density"], form.cleaned_data["keys"])  # type: ignore[arg-type]
        return redirect("desk_choices")
    return render(request, "desk/choices.html", {"form": form})
