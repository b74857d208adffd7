"""Thresholds that an administrator set, and what happened."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.web.alerts.words import KIND_NAMES


class AlertRule(models.Model):
    """Thresholds for a kind, of one queue or of all that have none of their own."""

    kind = models.CharField(_("Alert"), max_length=12, choices=list(KIND_NAMES.items()))
    queue = models.ForeignKey(
        "setup.Queue", verbose_name=_("Queue"), null=True, blank=True, on_delete=models.CASCADE, related_name="+",
        help_text=_("None: for every queue without a rule of its own."),
    )  # fmt: skip
    warn = models.PositiveIntegerField(_("Attention from"), null=True, blank=True)
    bad = models.PositiveIntegerField(_("Bad from"), null=True, blank=True)
    delay_s = models.PositiveIntegerField(_("For at least, s"), default=10, validators=[MaxValueValidator(3600)])
    mail = models.BooleanField(_("E-mail when it is bad"), default=False)
    enabled = models.BooleanField(_("In use"), default=True)

    class Meta:
        ordering: ClassVar = ["kind", "queue__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "queue"], name="alert_rule_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.kind_name} {self.queue or ''}".strip()

    @property
    def kind_name(self) -> str:
        return str(KIND_NAMES.get(self.kind, self.kind))


class Alert(models.Model):
    """Something that asked for a person, from its beginning to its end; `level` is the worst it came to."""

    kind = models.CharField(max_length=12)
    subject = models.CharField(max_length=24, blank=True)
    """The id of a queue, trunk or webhook, or nothing."""
    name = models.CharField(max_length=120, blank=True)
    """What it is called, or which things are meant; a queue's name is known elsewhere."""
    level = models.CharField(max_length=4)
    value = models.FloatField()
    """The worst value while it lasted."""
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    seen_at = models.DateTimeField(null=True)
    letter_due = models.BooleanField(default=False)
    """Its beginning, or its end, is to be told by e-mail."""
    told_at = models.DateTimeField(null=True)
    """When a letter told of it: then one tells of its end, too."""

    class Meta:
        ordering: ClassVar = ["-began_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=models.Q(ended_at=None), name="alert_open_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-began_at"], name="alert_newest")]

    def __str__(self) -> str:
        return f"{KIND_NAMES.get(self.kind, self.kind)} {self.name or self.subject}".strip()


class Mute(models.Model):
    """What shall be told to nobody aloud until a time, also when it begins anew meanwhile."""

    kind = models.CharField(max_length=12)
    subject = models.CharField(max_length=24, blank=True)
    until = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "subject"], name="mute_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}".strip()


class Round(models.Model):
    """When the watch looked last: alerts are as good as that. One row."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at:%H:%M:%S}"
