"""A numbered feed of records, beside the journal's turns."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Count(models.Model):
    """How many pieces of news there have been: the one row whose lock puts them in order."""

    n = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.n)


class News(models.Model):
    """One piece: `queue` and `operator` are core ids or empty, `data` is what its kind tells."""

    n = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=40)
    queue = models.CharField(max_length=24, blank=True)
    operator = models.CharField(max_length=24, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["n"]

    def __str__(self) -> str:
        return f"{self.n} {self.kind}"
