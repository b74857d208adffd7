"""What a person has gone through of the guide, where the records do not show it by themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Progress(models.Model):
    """A step that was done or passed over; `closed` stands for the guide itself."""

    class State(models.TextChoices):
        DONE = "done"
        SKIPPED = "skipped"

    step = models.CharField(max_length=12, primary_key=True)
    state = models.CharField(max_length=8, choices=State.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.step} {self.state}"
