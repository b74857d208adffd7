"""Questions to the twin, and its own daily exam."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Trial(models.Model):
    """A past day played twice: as it was, and with a change. Nothing of it touches the set-up."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for its turn")
        RUNNING = "running", _("Is being played")
        DONE = "done", _("Played")
        FAILED = "failed", _("Could not be played")
        STOPPED = "stopped", _("Stopped")

    day = models.DateField()
    replay = models.BooleanField(default=True)
    """The day's very calls; else others like them."""
    runs = models.PositiveSmallIntegerField(default=10)
    change = models.JSONField(default=dict)
    """A gudok.twin.change.Change."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    done = models.PositiveSmallIntegerField(default=0)
    """Per cent."""
    error = models.TextField(blank=True)
    outcome = models.JSONField(null=True)
    """A gudok.web.whatif.outcome.Outcome."""
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["state", "asked_at"], name="trial_turn")]

    def __str__(self) -> str:
        return f"{self.day} #{self.pk}"

    @property
    def goes_on(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)


class Exam(models.Model):
    """A day the twin played after it was over: how far its figures were from what had happened."""

    day = models.DateField(unique=True)
    at = models.DateTimeField(default=timezone.now)
    calls = models.PositiveIntegerField()
    real = models.JSONField(default=dict)
    """By measure what happened; shares 0 to 1, waits in ms."""
    played = models.JSONField(default=dict)
    """By measure the twin's mean and the half width of its interval."""
    passed = models.BooleanField()

    class Meta:
        ordering: ClassVar = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}"
