"""The form of an own field in the set-up, and own fields within the form of a customer."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gudok.web.people.own.models import OwnField
from gudok.web.people.own.values import WrongValueError, typed
from gudok.web.people.own.words import WRONG

MOST_OPTIONS = 200
LONGEST_OPTION = 100
PREFIX = "own."


class OwnFieldForm(forms.ModelForm):
    options = forms.CharField(
        label=_("To choose from"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line; only for a list."),
    )

    class Meta:
        model = OwnField
        fields = ("name", "kind", "options", "required", "on_card", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["options"] = "\n".join(self.instance.options)

    def clean_options(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["options"].splitlines())
        found = list({line.casefold(): line for line in lines if line}.values())
        if len(found) > MOST_OPTIONS:
            raise ValidationError(_("Not more than %(most)d lines."), params={"most": MOST_OPTIONS})
        long = next((line for line in found if len(line) > LONGEST_OPTION), None)
        if long:
            raise ValidationError(_("Too long: %(name)s"), params={"name": long[:LONGEST_OPTION]})
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == OwnField.Kind.CHOICE and not cleaned.get("options"):
            self.add_error("options", _("Write at least one line to choose from."))
        return cleaned


class OwnValueField(forms.Field):
    """One own field of a customer: the control of its kind, checked by the pure function."""

    _FLAGS: ClassVar = [("", "—"), ("yes", _("yes")), ("no", _("no"))]

    def __init__(self, field: OwnField, kept: Any = None) -> None:
        self.spec, self.kept = field.spec, kept
        super().__init__(label=field.name, required=field.required, widget=self._control(field))

    def _control(self, field: OwnField) -> forms.Widget:
        if field.kind == OwnField.Kind.FLAG:
            return forms.Select(choices=self._FLAGS)
        if field.kind == OwnField.Kind.CHOICE:
            options = [*field.options, *([self.kept] if self.kept and self.kept not in field.options else [])]
            return forms.Select(choices=[("", "—"), *((one, one) for one in options)])
        if field.kind == OwnField.Kind.DATE:
            return forms.DateInput(attrs={"type": "date"})
        return forms.TextInput(attrs={"inputmode": "decimal"} if field.kind == OwnField.Kind.NUMBER else {})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return value

    def clean(self, value: Any) -> Any:
        if self.kept is not None and str(self.prepare_value(self.kept)) == str(value):
            return self.kept  # an option that is no more may stay where it is
        try:
            return typed(self.spec, value)
        except WrongValueError as error:
            raise ValidationError(WRONG[error.code], code=error.code) from None
