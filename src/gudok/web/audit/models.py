"""The audit: one row for each change, written in the transaction of the change."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Who did what to which row, and how it looked before and after (secrets never stand here)."""

    at = models.DateTimeField(_("When"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    actor_name = models.CharField(_("Who"), max_length=120)
    verb = models.CharField(_("Did"), max_length=60)
    kind = models.CharField(max_length=60)
    row_id = models.CharField(max_length=40)
    row_name = models.CharField(_("To what"), max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["kind", "row_id"], name="audit_row")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb} {self.row_name}"

    @property
    def differences(self) -> list[tuple[str, object, object]]:
        """(field, before, after) of every field that differs."""
        fields = {**self.before, **self.after}
        return [(f, self.before.get(f), self.after.get(f)) for f in fields if self.before.get(f) != self.after.get(f)]
