"""The identity provider."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Provider(models.Model):
    """The one provider of the centre, and what its groups mean here."""

    enabled = models.BooleanField(_("People may sign in with the company's account"), default=False)
    name = models.CharField(_("Name on the button"), max_length=60, default="SSO")
    issuer = models.CharField(
        _("Issuer"),
        max_length=200,
        blank=True,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text=_("The provider's address; its description is read from there."),
    )
    client_id = models.CharField(_("Client ID"), max_length=200, blank=True)
    client_secret = models.CharField(_("Client secret"), max_length=600, blank=True)
    """Sealed."""
    login_claim = models.CharField(
        _("Claim with the login"),
        max_length=60,
        default="preferred_username",
        help_text=_("What stands before @ counts."),
    )
    groups_claim = models.CharField(_("Claim with the groups"), max_length=60, default="groups")
    roles = models.JSONField(
        _("Roles by group"),
        default=dict,
        blank=True,
        help_text=_("Group = role, a line each. With any line here, the provider's groups decide the roles."),
    )
    create = models.BooleanField(_("Add people who come for the first time"), default=False)

    class Meta:
        verbose_name = _("Company account")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.enabled and not (self.issuer and self.client_id):
            raise ValidationError({"issuer": _("The issuer and the client ID are needed.")})


def provider() -> Provider:
    """The provider as set up; an empty one, switched off, in a new centre."""
    return Provider.objects.filter(pk=1).first() or Provider(pk=1)
