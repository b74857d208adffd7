"""Persons who were forgotten: that it was done, by whom and why, and nothing of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """One erasing. `counts`: rows by part. `pending`: what the worker still has to do; empty when all is done."""

    customer_key = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("When"), default=timezone.now)
    reason = models.CharField(_("Reason"), max_length=300)
    counts = models.JSONField(default=dict)
    pending = models.JSONField(default=dict)
    """`files` to delete, under the data folder; `words`, `calls` and `spans` of turns to clean in the journal."""
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.customer_key}"
