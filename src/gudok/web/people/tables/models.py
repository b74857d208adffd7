"""An import of customers, step by step."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CustomerImport(models.Model):
    """A table that was uploaded: its columns are matched, it is tried, then taken in by the worker.

    `columns`: for each column the customer's field, or "". `done` counts rows tried or taken in, always together with
    what they wrote: a worker that died goes on from there. `errors`: [line, column, text], the first ones.
    """

    class State(models.TextChoices):
        MATCHING = "matching", _("Its columns are to be chosen")
        TRYING = "trying", _("Is being tried")
        TRIED = "tried", _("Tried; nothing is changed yet")
        TAKING = "taking", _("Is being taken in")
        DONE = "done", _("Taken in")
        FAILED = "failed", _("Could not be read")
        STOPPED = "stopped", _("Stopped")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=120)
    encoding = models.CharField(max_length=12, blank=True)
    delimiter = models.CharField(max_length=1, blank=True)
    heads = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    key = models.CharField(max_length=60, blank=True)
    """The column by which a customer is known again."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.MATCHING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    """new, changed, same, wrong."""
    errors = models.JSONField(default=list)
    error = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["state", "at"], name="customer_import_turn")]

    def __str__(self) -> str:
        return self.name

    @property
    def goes_on(self) -> bool:
        return self.state in (self.State.TRYING, self.State.TAKING)

    @property
    def share(self) -> int:
        """Per cent."""
        return 100 * self.done // max(1, self.total)


class ImportedFile(models.Model):
    """The file itself, apart from its import, so that lists need not read it; gone when all is taken in."""

    of = models.OneToOneField(CustomerImport, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.of)
