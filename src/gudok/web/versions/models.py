"""Versions of the set-up."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Version(models.Model):
    """The whole set-up as it was after a change: the document that `gudok config export` writes, without secrets."""

    n = models.PositiveBigIntegerField(unique=True)
    """The settings' version that the engine was told."""
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    actor_name = models.CharField(max_length=120)
    back_to = models.PositiveBigIntegerField(null=True)
    """The version that was returned to, when that made this one."""
    undid = models.PositiveBigIntegerField(null=True)
    """The version whose change was taken back, when that made this one."""
    document = models.JSONField()

    class Meta:
        ordering: ClassVar = ["-n"]

    def __str__(self) -> str:
        return str(self.n)
