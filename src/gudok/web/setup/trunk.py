"""Rows of trunks: ways to and from the telephone network."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gudok.web.setup.codes import Coded

# These end in Asterisk's configuration, so nothing that could begin a new line or a comment there may pass.
ONE_WORD = RegexValidator(r"^[^\s;\[\]]+\Z", _("No spaces, semicolons or square brackets."))
HOST = RegexValidator(r"^[A-Za-z0-9.:_/, -]+\Z", _("A host name, an IP address or a network; several with commas."))
ONE_HOST = RegexValidator(
    r"^[A-Za-z0-9._-]+(:\d{1,5})?\Z", _("A host name or an IP address, and a port after a colon.")
)
DIGITS = RegexValidator(r"^\d{2,18}\Z", _("Digits only."))


def word(label: Any, text: Any = "", **more: Any) -> models.CharField[Any, Any]:
    return models.CharField(label, max_length=80, blank=True, validators=[ONE_WORD], help_text=text, **more)


def host_field(label: Any, text: Any) -> models.CharField[Any, Any]:
    return models.CharField(label, max_length=253, blank=True, validators=[ONE_HOST], help_text=text)


class Trunk(Coded):
    class Kind(models.TextChoices):
        REGISTERED = "registered", _("We register at the provider")
        ADDRESS = "address", _("By the provider's address")

    class Writing(models.TextChoices):
        PLUS = "plus", "+7 495…"
        PLAIN = "plain", "7 495…"
        EIGHT = "eight", "8 495…, 810…"

    class Transport(models.TextChoices):
        UDP = "udp", "UDP"
        TCP = "tcp", "TCP"

    class Tones(models.TextChoices):
        RFC4733 = "rfc4733", _("Beside the voice (RFC 4733)")
        INFO = "info", _("As messages (SIP INFO)")
        INBAND = "inband", _("In the voice")
        AUTO = "auto", _("As the provider offers")

    class Codecs(models.TextChoices):
        AU = "alaw,ulaw", "G.711 A-law, μ-law"
        UA = "ulaw,alaw", "G.711 μ-law, A-law"
        A = "alaw", "G.711 A-law"
        U = "ulaw", "G.711 μ-law"

    name = models.CharField(_("Name"), max_length=60, unique=True)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices, default=Kind.REGISTERED)
    host = models.CharField(_("Provider's host"), max_length=253, validators=[HOST])
    port = models.PositiveIntegerField(
        _("Port"), default=5060, validators=[MinValueValidator(1), MaxValueValidator(65535)]
    )
    transport = models.CharField(_("Transport"), max_length=3, choices=Transport.choices, default=Transport.UDP)
    user = word(_("Login at the provider"))
    auth_user = word(_("Login for the password"), _("Where it differs from the login."))
    secret = word(_("Password at the provider"))
    domain = host_field(_("Domain"), _("What follows @ in our address, where it is not the host."))
    proxy = host_field(
        _("Outbound proxy"), _("Where everything is sent, if the provider names one: host or host:port.")
    )
    did = models.CharField(
        _("Number of this account"),
        max_length=18,
        blank=True,
        validators=[DIGITS],
        help_text=_("Calls to a registered account come as calls to this number."),
    )
    writing = models.CharField(
        _("Calls out: numbers are written"), max_length=5, choices=Writing.choices, default=Writing.PLUS
    )
    number_in_from = models.BooleanField(
        _("Calls out: our number instead of the login"),
        default=False,
        help_text=_(
            "Some providers read the number from the From header; others refuse a call without the login there."
        ),
    )
    tones = models.CharField(_("Keys pressed in a talk"), max_length=7, choices=Tones.choices, default=Tones.RFC4733)
    codecs = models.CharField(_("Codecs"), max_length=9, choices=Codecs.choices, default=Codecs.AU)
    reserve = models.ForeignKey(
        "self",
        verbose_name=_("Reserve trunk"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Calls out go over it when this provider is silent, refuses us or has no way; never once it rang."),
    )
    reserve_number = models.CharField(
        _("Number shown when it is the reserve"),
        max_length=18,
        blank=True,
        validators=[DIGITS],
        help_text=_("Where this provider lets no other number be shown. Empty: the call's own."),
    )
    enabled = models.BooleanField(_("In use"), default=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.kind == self.Kind.REGISTERED and not self.user:
            raise ValidationError({"user": _("Registration needs a login.")})
        if self.kind == self.Kind.REGISTERED and ("," in self.host or "/" in self.host):
            raise ValidationError({"host": _("Registration needs one host.")})
        if self.kind == self.Kind.REGISTERED and not self.did:
            raise ValidationError({"did": _("Registration needs a number its calls come to.")})
        if self.reserve_id is not None and self.reserve_id == self.pk:
            raise ValidationError({"reserve": _("A trunk cannot be its own reserve.")})

    @property
    def section(self) -> str:
        """Its name in Asterisk's configuration: a name may be in any writing, sections there may not."""
        return f"trunk-{self.pk}"
