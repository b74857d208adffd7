"""What proves a person besides the password."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Totp(models.Model):
    """An application that shows six digits anew every half minute."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="totp")
    secret = models.CharField(max_length=200)
    """Sealed."""
    since = models.DateTimeField(default=timezone.now)
    last_step = models.BigIntegerField(default=0)
    """The half minute of the last code taken: none is taken twice."""

    def __str__(self) -> str:
        return str(self.user)


class Passkey(models.Model):
    """A key in a device or a password manager."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(_("Name"), max_length=60)
    credential = models.CharField(max_length=1400, unique=True)
    """The credential's id, in the web's base64."""
    data = models.BinaryField()
    """Its public key, as the standard packs it."""
    since = models.DateTimeField(default=timezone.now)
    used = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["since"]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """A code on paper, good once; only its hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.user)
