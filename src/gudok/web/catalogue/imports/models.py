"""A table of goods that was uploaded."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class GoodsImport(models.Model):
    """What the trial found. `counts`: new, changed, same, wrong; `errors`: [line, column, text], the first ones.

    The file is kept until it is taken in.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=120)
    file = models.BinaryField(default=b"")
    counts = models.JSONField(default=dict)
    errors = models.JSONField(default=list)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name
