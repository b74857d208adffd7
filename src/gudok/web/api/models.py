"""Tokens of other programs, and the answers kept for repeated requests."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Token(models.Model):
    """A key of another program. It acts as a person, within its scopes; its secret is kept only as a hash."""

    name = models.CharField(_("What uses it"), max_length=80)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Acts as"), on_delete=models.CASCADE, related_name="tokens"
    )
    key = models.CharField(_("Key"), max_length=16, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    scopes = models.JSONField(_("May"), default=list)
    made_at = models.DateTimeField(_("Made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("Valid until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("Revoked"), null=True, editable=False)
    used_at = models.DateTimeField(_("Last used"), null=True, editable=False)
    used_from = models.CharField(_("Last used from"), max_length=45, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def shown(self) -> str:
        """The part that may be seen."""
        return f"gudok_{self.key}_…"

    @property
    def state(self) -> str:
        """`valid`, `expired` or `revoked`."""
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_at and self.expires_at <= timezone.now() else "valid"


class KeptAnswer(models.Model):
    """A POST with an idempotency key, and its answer once there is one (`status` 0 while it is being made)."""

    owner = models.CharField(max_length=24)
    """`t<token>` or `u<person>`: a key belongs to who sent it."""
    key = models.CharField(max_length=255)
    asked = models.CharField(max_length=64)
    """Hash of method, address and body: a key may not be used for another request."""
    status = models.PositiveSmallIntegerField(default=0)
    content_type = models.CharField(max_length=80, blank=True)
    etag = models.CharField(max_length=80, blank=True)
    body = models.BinaryField(default=b"")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "key"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.owner} {self.key}"
