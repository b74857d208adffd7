"""An import of people, step by step."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class StaffImport(models.Model):
    """A table of people that was uploaded: looked at first, then taken in some rows at a time.

    `rows` are {line, values, errors: {field: text}, change: new | changed | same}; `done` counts those taken in.
    `links` are the invitations of new people, kept until they were handed out once.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=120)
    rows = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    links = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return self.name

    @property
    def wrong(self) -> int:
        """How many rows have an error."""
        return sum(bool(row["errors"]) for row in self.rows)

    @property
    def finished(self) -> bool:
        return self.done >= len(self.rows)
