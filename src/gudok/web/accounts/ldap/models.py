"""The company's directory."""

from __future__ import annotations

import ssl
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

PLACE = "{login}"
"""In the filter and the name of an entry: where the login goes that was typed."""


def check_servers(addresses: str) -> None:
    """Refuse what is not one or more addresses of a directory."""
    for address in addresses.split():
        try:
            parts = urlsplit(address)
            good = parts.scheme in {"ldap", "ldaps"} and parts.hostname and parts.path in {"", "/"} and parts.port != 0
        except ValueError:
            good = False
        if not good:
            raise ValidationError(
                _("Not the address of a directory: %(address)s. Write ldaps://name or ldaps://name:port."),
                params={"address": address},
            )


def check_pem(pem: str) -> None:
    """Refuse what no certificate can be read from."""
    if pem.strip():
        try:
            ssl.create_default_context(cadata=pem)
        except (ssl.SSLError, ValueError):
            raise ValidationError(
                _("No certificate can be read from this text; it begins with BEGIN CERTIFICATE.")
            ) from None


class Directory(models.Model):
    """The one directory of the centre, and what its groups mean here."""

    enabled = models.BooleanField(_("People may sign in with the directory's login and password"), default=False)
    servers = models.CharField(
        _("Servers"),
        max_length=300,
        blank=True,
        validators=[check_servers],
        help_text=_(
            "ldaps://dc1.example.com; several with spaces between: the next is asked when one does not answer."
        ),
    )
    start_tls = models.BooleanField(
        _("Encrypt ldap:// (STARTTLS)"),
        default=True,
        help_text=_("Without it passwords go over the network in the open."),
    )
    check_certificate = models.BooleanField(
        _("Check the server's certificate"),
        default=True,
        help_text=_("Unticked, anybody on the way can pass for the server and learn passwords."),
    )
    authority = models.TextField(
        _("Certificate of the company's own authority"),
        blank=True,
        max_length=60_000,
        validators=[check_pem],
        help_text=_("PEM. Empty: the authorities this machine trusts."),
    )
    timeout_s = models.PositiveSmallIntegerField(
        _("Patience with a server, seconds"), default=5, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    bind_dn = models.CharField(
        _("Account that searches"),
        max_length=300,
        blank=True,
        help_text=_(
            "cn=gudok,ou=services,dc=example,dc=com, or gudok@example.com. Empty: searched without an account."
        ),
    )
    secret = models.CharField(_("Its password"), max_length=600, blank=True)
    """Sealed."""
    user_dn = models.CharField(
        _("Name of a person's entry"),
        max_length=300,
        blank=True,
        help_text=_(
            "Only where no account may search: uid={login},ou=people,dc=example,dc=com, or {login}@example.com. "
            "Empty: the entry is searched for."
        ),
    )
    base = models.CharField(
        _("Where people are"), max_length=300, blank=True, help_text=_("ou=people,dc=example,dc=com")
    )
    filter = models.CharField(
        _("Filter"),
        max_length=500,
        default="(uid={login})",
        help_text=_("Active Directory: (&(objectClass=user)(sAMAccountName={login}))"),
    )
    name_attribute = models.CharField(_("Attribute with the name"), max_length=60, default="cn")
    email_attribute = models.CharField(_("Attribute with the email"), max_length=60, default="mail")
    groups_attribute = models.CharField(_("Attribute with the groups"), max_length=60, default="memberOf", blank=True)
    group_base = models.CharField(
        _("Where groups are"),
        max_length=300,
        blank=True,
        help_text=_("Only where people's entries do not name their groups: ou=groups,dc=example,dc=com"),
    )
    group_filter = models.CharField(
        _("Filter of a person's groups"),
        max_length=500,
        default="(|(member={dn})(uniqueMember={dn})(memberUid={login}))",
    )
    roles = models.JSONField(_("Roles by group"), default=dict, blank=True)
    create = models.BooleanField(_("Add people who come for the first time"), default=False)

    class Meta:
        verbose_name = _("Directory (LDAP)")

    def __str__(self) -> str:
        return str(_("Directory (LDAP)"))

    def clean(self) -> None:
        from gudok.web.accounts.granting import role_choices

        if self.enabled and not (self.servers and (self.base or self.user_dn)):
            raise ValidationError({"servers": _("The servers and where people are must be named.")})
        for name in ("filter", "user_dn"):
            text = getattr(self, name)
            if text and PLACE not in text:
                raise ValidationError({name: _("{login} is missing: it stands for what a person types.")})
        known = [role for role, _name in role_choices(None)]
        if not isinstance(self.roles, dict) or not all(role in known for role in self.roles.values()):
            raise ValidationError({"roles": _("Group = role is wanted.")})

    @property
    def addresses(self) -> list[str]:
        return self.servers.split()


def directory() -> Directory:
    """The directory as set up; an empty one, switched off, in a new centre."""
    return Directory.objects.filter(pk=1).first() or Directory(pk=1)
