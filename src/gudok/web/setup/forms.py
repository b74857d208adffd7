"""Forms of the set-up: each checks its fields and names the one that is wrong; saving is the actions' work."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.forms import time_zones
from gudok.web.accounts.models import User
from gudok.web.accounts.roles import ROLE_NAMES, Role
from gudok.web.setup.models import Number, Operator, PauseReason, Queue, Trunk

NEW_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class QueueForm(forms.ModelForm):
    class Meta:
        model = Queue
        fields = (
            "name",
            "ring_timeout_s",
            "wrapup_s",
            "decline_allowed",
            "record",
            "max_wait_s",
            "overflow",
            "overflow_queue",
            "sl_seconds",
            "sl_target",
            "announce_first_s",
            "announce_every_s",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["overflow_queue"].queryset = Queue.objects.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]


class NumberForm(forms.ModelForm):
    class Meta:
        model = Number
        fields = ("did", "queue")


class TrunkForm(forms.ModelForm):
    class Meta:
        model = Trunk
        fields = ("name", "kind", "host", "port", "user", "secret", "did", "enabled")
        widgets: ClassVar = {"secret": NEW_PASSWORD}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["secret"].help_text = _("Leave empty to keep the present one.")
            self._kept = self.instance.secret

    def clean_secret(self) -> str:
        return self.cleaned_data["secret"] or getattr(self, "_kept", "")


class PauseReasonForm(forms.ModelForm):
    class Meta:
        model = PauseReason
        fields = ("code", "name_ru", "name_en", "place", "enabled")


class PersonForm(forms.ModelForm):
    """A person of the centre: account, roles, and for an operator the telephone and the queues."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        required=False,
        choices=[(role.value, name) for role, name in ROLE_NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    password = forms.CharField(label=_("Password"), required=False, strip=False, widget=NEW_PASSWORD)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)
    kind = forms.ChoiceField(label=_("Telephone"), choices=Operator.Kind.choices, required=False)
    codec = forms.ChoiceField(label=_("Codec"), choices=Operator.Codec.choices, required=False)
    queues = forms.ModelMultipleChoiceField(
        label=_("Queues"), queryset=Queue.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = User
        fields = ("full_name", "login", "email", "language", "time_zone", "hide_numbers", "is_active")

    field_order = (
        "full_name",
        "login",
        "password",
        "roles",
        "kind",
        "codec",
        "queues",
        "email",
        "language",
        "time_zone",
        "hide_numbers",
        "is_active",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fill()
        self.fields["password"].required = self.instance.pk is None
        if self.instance.pk:
            self.fields["password"].help_text = _("Leave empty to keep the present one.")

    def _fill(self) -> None:
        operator = getattr(self.instance, "operator", None) if self.instance.pk else None
        self.initial["roles"] = self.instance.role_names if self.instance.pk else [Role.OPERATOR.value]
        if operator:
            self.initial.update(kind=operator.kind, codec=operator.codec, queues=operator.queues.all())

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if password:
            validate_password(password, self.instance)
        return password

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        values["kind"] = values.get("kind") or Operator.Kind.BROWSER
        values["codec"] = values.get("codec") or Operator.Codec.AUTO
        self._keep_an_administrator(values)
        return values

    def _keep_an_administrator(self, values: dict[str, Any]) -> None:
        """Nobody may lock the last administrator out of the set-up."""
        stays = Role.ADMINISTRATOR in values.get("roles", []) and values.get("is_active")
        others = User.objects.filter(groups__name=Role.ADMINISTRATOR, is_active=True).exclude(pk=self.instance.pk)
        was = self.instance.pk and Role.ADMINISTRATOR in self.instance.role_names
        if was and not stays and not others.exists():
            raise ValidationError({"roles": _("The centre needs at least one administrator.")})
