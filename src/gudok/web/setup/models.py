"""What an administrator sets up. Durations here are seconds, as people think; the core gets milliseconds."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# These end in Asterisk's configuration, so nothing that could begin a new line or a comment there may pass.
ONE_WORD = RegexValidator(r"^[^\s;\[\]]+\Z", _("No spaces, semicolons or square brackets."))
HOST = RegexValidator(r"^[A-Za-z0-9.:_/, -]+\Z", _("A host name, an IP address or a network; several with commas."))


def new_secret() -> str:
    """A telephone's password: 128 bits, letters and digits only, as old telephones take nothing else."""
    return secrets.token_hex(16)


def seconds(
    label: StrOrPromise, default: int, low: int, high: int, text: StrOrPromise = ""
) -> models.PositiveIntegerField:
    limits = [MinValueValidator(low), MaxValueValidator(high)]
    return models.PositiveIntegerField(label, default=default, validators=limits, help_text=text)


class Queue(models.Model):
    class Overflow(models.TextChoices):
        NONE = "none", _("Wait on")
        QUEUE = "queue", _("Go to another queue")
        MESSAGE = "message", _("Hear a message and end")

    name = models.CharField(_("Name"), max_length=60, unique=True)
    ring_timeout_s = seconds(_("Ring an operator, s"), 20, 5, 60)
    wrapup_s = seconds(_("Wrap-up, s"), 30, 0, 600, _("0 switches wrap-up off."))
    max_wait_s = seconds(_("Longest wait, s"), 600, 10, 7200)
    overflow = models.CharField(_("After the longest wait"), max_length=8, choices=Overflow.choices, default="none")
    overflow_queue = models.ForeignKey(
        "self",
        verbose_name=_("The other queue"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="overflown",
    )
    sl_seconds = seconds(_("Service level: answered within, s"), 20, 1, 600)
    sl_target = models.PositiveIntegerField(
        _("Service level: target, %"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    record = models.BooleanField(_("Record talks"), default=True)
    decline_allowed = models.BooleanField(_("Operators may decline"), default=True)
    announce_first_s = seconds(_("First announcement after, s"), 10, 0, 600, _("0 switches announcements off."))
    announce_every_s = seconds(_("Announcements every, s"), 60, 0, 600, _("0: only the first one."))

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.overflow != self.Overflow.QUEUE:
            self.overflow_queue = None
        elif self.overflow_queue is None:
            raise ValidationError({"overflow_queue": _("Choose the queue to go to.")})
        elif self.overflow_queue_id == self.pk:
            raise ValidationError({"overflow_queue": _("A queue cannot flow over into itself.")})

    @property
    def core_id(self) -> str:
        return f"q{self.pk}"


class Number(models.Model):
    ANY = "*"

    did = models.CharField(
        _("Number"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"^(\*|\d{2,18})\Z", _("Digits only."))],
        help_text=_("Digits as the provider sends them: 74951234567. An asterisk (*) takes every other number."),
    )
    queue = models.ForeignKey(Queue, verbose_name=_("Queue"), on_delete=models.PROTECT, related_name="numbers")

    class Meta:
        ordering: ClassVar = ["did"]

    def __str__(self) -> str:
        return self.did


class Operator(models.Model):
    """A person's telephone and queues. It stays, switched off, when the person is no longer an operator."""

    class Kind(models.TextChoices):
        BROWSER = "browser", _("In the browser")
        SIP = "sip", _("SIP telephone")

    class Codec(models.TextChoices):
        AUTO = "auto", _("As the caller, without recoding")
        OPUS = "opus", "Opus"
        G711 = "g711", "G.711"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="operator")
    endpoint = models.CharField(_("Endpoint"), max_length=40, unique=True, editable=False)
    secret = models.CharField(max_length=64, default=new_secret, editable=False)
    kind = models.CharField(_("Telephone"), max_length=8, choices=Kind.choices, default=Kind.BROWSER)
    codec = models.CharField(_("Codec"), max_length=8, choices=Codec.choices, default=Codec.AUTO)
    queues = models.ManyToManyField(Queue, verbose_name=_("Queues"), blank=True, related_name="operators")
    active = models.BooleanField(_("Takes calls"), default=True)

    class Meta:
        ordering: ClassVar = ["user__full_name"]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def core_id(self) -> str:
        return f"o{self.pk}"


class Trunk(models.Model):
    class Kind(models.TextChoices):
        REGISTERED = "registered", _("We register at the provider")
        ADDRESS = "address", _("By the provider's address")

    name = models.CharField(_("Name"), max_length=60, unique=True)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices, default=Kind.REGISTERED)
    host = models.CharField(_("Provider's host"), max_length=253, validators=[HOST])
    port = models.PositiveIntegerField(
        _("Port"), default=5060, validators=[MinValueValidator(1), MaxValueValidator(65535)]
    )
    user = models.CharField(_("Login at the provider"), max_length=80, blank=True, validators=[ONE_WORD])
    secret = models.CharField(_("Password at the provider"), max_length=80, blank=True, validators=[ONE_WORD])
    did = models.CharField(
        _("Number of this account"),
        max_length=18,
        blank=True,
        validators=[RegexValidator(r"^\d{2,18}\Z", _("Digits only."))],
        help_text=_("Calls to a registered account come as calls to this number."),
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


class PauseReason(models.Model):
    code = models.SlugField(_("Code"), max_length=30, unique=True)
    name_ru = models.CharField(_("Name in Russian"), max_length=60)
    name_en = models.CharField(_("Name in English"), max_length=60)
    enabled = models.BooleanField(_("Can be chosen"), default=True)
    place = models.PositiveSmallIntegerField(_("Place in the list"), default=100)

    class Meta:
        ordering: ClassVar = ["place", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the page."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_ru


class SettingsVersion(models.Model):
    """One row: grows with every change that the engine or Asterisk must know of."""

    n = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.n)
