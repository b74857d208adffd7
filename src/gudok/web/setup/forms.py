"""Forms of the set-up: each checks its fields and names the one that is wrong; saving is the actions' work."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.forms import time_zones
from gudok.web.accounts.granting import chosen_roles, role_choices, split_roles, team_choices
from gudok.web.accounts.models import User
from gudok.web.accounts.roles import Role
from gudok.web.routing.scores import ScoresField, login
from gudok.web.setup.models import Number, Operator, PauseReason, Queue
from gudok.web.setup.pictures import OF_FIELDS, picture

NEW_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class QueueForm(forms.ModelForm):
    LEGENDS: ClassVar = {
        "ring_timeout_s": _("Operators"),
        "record": _("Recording"),
        "max_wait_s": _("Waiting"),
        "callback": _("Callback instead of waiting"),
        "sl_seconds": _("Goal"),
        "schedule": _("Hours"),
        "announce_first_s": _("What callers hear"),
        "out_trunk": _("Calls out"),
    }
    """The headings over the fields they begin with."""

    class Meta:
        model = Queue
        fields = (
            "name",
            "ring_timeout_s",
            "script",
            "wrapup_s",
            "result_set",
            "result_needed",
            "unfinished",
            "overtime_s",
            "decline_allowed",
            "auto_answer",
            "record_pause_s",
            "show_listening",
            "record",
            "record_percent",
            "max_wait_s",
            "overflow",
            "overflow_queue",
            "most",
            "most_wait_s",
            "nobody",
            "keep_place_min",
            "missed",
            "callback",
            "callback_offer",
            "callback_after_s",
            "callback_thanks",
            "callback_other",
            "callback_tries",
            "callback_pause_min",
            "callback_keep_h",
            "sl_seconds",
            "sl_target",
            "schedule",
            "at_closing",
            "announce_first_s",
            "announce_every_s",
            "welcome",
            "announcement",
            "late_prompt",
            "closed_prompt",
            "music",
            "out_trunk",
            "out_number",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, legend in self.LEGENDS.items():
            self.fields[name].legend = legend  # type: ignore[attr-defined]
        for name, kind in OF_FIELDS.items():
            self.fields[name].picture = picture(kind)  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["overflow_queue"].queryset = Queue.objects.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]


class NumberForm(forms.ModelForm):
    preferred = ScoresField(login)

    class Meta:
        model = Number
        fields = ("did", "flow", "queue", "schedule", "preferred")


class PauseReasonForm(forms.ModelForm):
    class Meta:
        model = PauseReason
        fields = (
            "code",
            "name_ru",
            "name_en",
            "place",
            "enabled",
            "once_min",
            "daily_min",
            "most",
            "scope",
            "full",
            "outgoing",
            "planned",
        )


class PersonForm(forms.ModelForm):
    """A person of the centre: account, roles, team, and for an operator the telephone and the queues.

    `actor` is who fills it in: roles and teams beyond that person's reach are no choices.
    """

    roles = forms.MultipleChoiceField(label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple)
    password = forms.CharField(label=_("Password"), required=False, strip=False, widget=NEW_PASSWORD)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)
    kind = forms.ChoiceField(label=_("Telephone"), choices=Operator.Kind.choices, required=False)
    codec = forms.ChoiceField(label=_("Codec"), choices=Operator.Codec.choices, required=False)
    nailed = forms.BooleanField(
        label=Operator._meta.get_field("nailed").verbose_name,
        required=False,
        help_text=Operator._meta.get_field("nailed").help_text,
    )
    queues = forms.ModelMultipleChoiceField(
        label=_("Queues"), queryset=Queue.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    lunch_at = forms.TimeField(
        label=_("Planned break at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Shown and reminded of at the desk."),
    )
    sees = forms.ChoiceField(label=_("Sees"), choices=User.Sees.choices, required=False)

    class Meta:
        model = User
        fields = (
            "full_name", "login", "email", "language", "time_zone", "hide_numbers", "is_active", "sees", "team",
            "watches", "must_change_password",
        )  # fmt: skip
        widgets: ClassVar = {"watches": forms.CheckboxSelectMultiple}

    field_order = (
        "full_name", "login", "password", "must_change_password", "roles", "team", "kind", "codec", "nailed", "queues",
        "lunch_at",
        "sees", "watches", "hide_numbers", "email", "language", "time_zone", "is_active",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self._fill()
        self.fields["roles"].choices = role_choices(actor)  # type: ignore[attr-defined]
        self.fields["team"].queryset = team_choices(actor)  # type: ignore[attr-defined]
        self.fields["team"].empty_label = _("No team")  # type: ignore[attr-defined]
        self.fields["password"].help_text = (
            _("Leave empty to keep the present one.")
            if self.instance.pk
            else _("Leave empty to make a link by which the person chooses a password.")
        )
        if actor is not None and actor.sees == User.Sees.OWN:
            self.fields["sees"].disabled = True
            self.initial["sees"] = User.Sees.OWN
            self.fields["team"].required = True

    def _fill(self) -> None:
        operator = getattr(self.instance, "operator", None) if self.instance.pk else None
        self.initial["roles"] = chosen_roles(self.instance) if self.instance.pk else [Role.OPERATOR.value]
        if not self.instance.pk:
            self.initial["must_change_password"] = True
        if operator:
            self.initial.update(
                kind=operator.kind, codec=operator.codec, nailed=operator.nailed,
                queues=operator.queues.all(), lunch_at=operator.lunch_at,
            )  # fmt: skip

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if password:
            validate_password(password, self.instance)
        return password

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        values["kind"] = values.get("kind") or Operator.Kind.BROWSER
        values["codec"] = values.get("codec") or Operator.Codec.AUTO
        if values.get("nailed") and values["kind"] != Operator.Kind.SIP:
            self.add_error("nailed", _("Only a SIP telephone can have a line for the whole shift."))
        values["sees"] = values.get("sees") or User.Sees.CENTRE
        if "roles" in values:
            values["roles"], values["own_roles"] = split_roles(values["roles"])
        self._keep_an_administrator(values)
        return values

    def _keep_an_administrator(self, values: dict[str, Any]) -> None:
        """Nobody may lock the last administrator out of the set-up."""
        stays = Role.ADMINISTRATOR in values.get("roles", []) and values.get("is_active")
        others = User.objects.filter(groups__name=Role.ADMINISTRATOR, is_active=True).exclude(pk=self.instance.pk)
        was = self.instance.pk and Role.ADMINISTRATOR in self.instance.role_names
        if was and not stays and not others.exists():
            raise ValidationError({"roles": _("The centre needs at least one administrator.")})
