"""Forms of teams, roles and the rules of signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.granting import may_grant, role_choices
from gudok.web.accounts.models import Directory, OwnRole, Provider, Security, Team, User
from gudok.web.accounts.rights import RIGHTS
from gudok.web.accounts.sealed import seal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrPromise

BOXES = forms.CheckboxSelectMultiple


class TeamForm(forms.ModelForm):
    members = forms.ModelMultipleChoiceField(
        label=_("Members"), queryset=User.objects.filter(is_active=True), required=False, widget=BOXES
    )

    class Meta:
        model = Team
        fields = ("name", "leads", "queues")
        widgets: ClassVar = {"leads": BOXES, "queues": BOXES}

    field_order = ("name", "leads", "members", "queues")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leads"].queryset = User.objects.filter(is_active=True)  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["members"] = self.instance.members.all()


class RoleForm(forms.ModelForm):
    rights = forms.MultipleChoiceField(label=_("Rights"), choices=list(RIGHTS.items()), required=False, widget=BOXES)

    class Meta:
        model = OwnRole
        fields = ("name", "rights")

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_rights(self) -> list[str]:
        rights = self.cleaned_data["rights"]
        if not may_grant(self.actor, rights):
            raise ValidationError(_("Nobody can give rights beyond their own."))
        return rights


class SecurityForm(forms.ModelForm):
    factor_roles = forms.MultipleChoiceField(
        label=_("Second factor required for"),
        required=False,
        widget=BOXES,
        help_text=_("People of these roles set it up when they sign in next."),
    )

    class Meta:
        model = Security
        fields = ("password_length", "password_days", "idle_minutes", "invitation_hours", "factor_roles")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["factor_roles"].choices = role_choices(None)  # type: ignore[attr-defined]


class GroupsForm(forms.ModelForm):
    """What forms of outside accounts share: a secret that is kept sealed and never shown, and roles by group."""

    SEALED: ClassVar[str]
    """The field of the secret."""
    roles = forms.CharField(
        label=_("Roles by group"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Group = role, a line each. With any line here, the provider's groups decide the roles."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sealed = getattr(self.instance, self.SEALED)
        names = dict(role_choices(None))
        self.initial["roles"] = "\n".join(
            f"{group} = {names.get(role, role)}" for group, role in self.instance.roles.items()
        )
        if self._sealed:
            self.fields[self.SEALED].help_text = _("Leave empty to keep the present one.")

    def clean_roles(self) -> dict[str, str]:
        return {
            group: role
            for line in self.cleaned_data["roles"].splitlines()
            if line.strip()
            for group, role in [_pair(line)]
        }

    def sealed(self) -> str:
        """What was typed, sealed; else what is kept."""
        given = self.cleaned_data[self.SEALED]
        return seal(given) if given else self._sealed


def secret_field(label: StrPromise) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class ProviderForm(GroupsForm):
    SEALED = "client_secret"
    client_secret = secret_field(_("Client secret"))

    class Meta:
        model = Provider
        fields = (
            "enabled", "name", "issuer", "client_id", "client_secret", "login_claim", "create", "groups_claim", "roles",
        )  # fmt: skip

    def clean_client_secret(self) -> str:
        return self.sealed()


class DirectoryForm(GroupsForm):
    SEALED = "secret"
    secret = secret_field(_("Its password"))

    class Meta:
        model = Directory
        fields = (
            "enabled", "servers", "start_tls", "check_certificate", "authority", "timeout_s", "bind_dn", "secret",
            "base", "filter", "user_dn", "name_attribute", "email_attribute", "create", "groups_attribute",
            "group_base", "group_filter", "roles",
        )  # fmt: skip
        widgets: ClassVar = {"authority": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].help_text = _(
            "Group = role, a line each. With any line here, the directory's groups decide the roles."
        )

    def clean_secret(self) -> str:
        """The password that is kept goes to the server it was kept for, and nowhere else."""
        elsewhere = {"servers", "start_tls", "check_certificate"}.intersection(self.changed_data)
        if self._sealed and elsewhere and not self.cleaned_data["secret"]:
            raise ValidationError(_("The way to the server is another now: type the password again."))
        return self.sealed()


def _pair(line: str) -> tuple[str, str]:
    """«Group = role» with a role's code or name in any language of ours."""
    group, _sign, role = (part.strip() for part in line.rpartition("="))
    found = roles_by_name().get(role.lower())
    if not group or found is None:
        raise ValidationError(_("Not «group = role»: %(line)s") % {"line": line})
    return group, found


def roles_by_name() -> Mapping[str, str]:
    """All roles by code and by name, in small letters."""
    from django.utils.translation import override

    found: dict[str, str] = {}
    for language in ("ru", "en"):
        with override(language):
            for code, name in role_choices(None):
                found |= {str(code).lower(): str(code), str(name).lower(): str(code)}
    return found
