"""Merges of customers, kept whole so that each has its way back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Merge(models.Model):
    """Two customers made one. `had` and `gone` are both as they were, `became` is the one that stayed as it was left.

    `moved`: the keys of other rooms' rows that followed, by «app.model.field».
    """

    kept = models.ForeignKey("people.Customer", null=True, on_delete=models.SET_NULL, related_name="merges")
    gone_id = models.BigIntegerField()
    name = models.CharField(max_length=120)
    had = models.JSONField()
    gone = models.JSONField()
    became = models.JSONField()
    moved = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return self.name
