"""One table: a task waits for its time, is taken by somebody where it is a queue's, and is done or dropped."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HOUR = timedelta(hours=1)
"""So long after its time a task without a limit is overdue."""


class Task(models.Model):
    """Something to do for a customer at a time: to call back, mostly. For one person, or for whoever serves a queue."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    text = models.CharField(_("What to do"), max_length=500, blank=True)
    number = models.CharField(_("Number"), max_length=40, blank=True)
    """E.164, or as it was written."""
    shown = models.CharField(max_length=40, blank=True)
    name = models.CharField(_("Who"), max_length=120, blank=True)
    customer = models.ForeignKey(
        "people.Customer", null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks"
    )
    call = models.CharField(max_length=24, blank=True)
    """The call it came from."""
    at = models.DateTimeField(_("When"))
    until = models.DateTimeField(_("Not later than"), null=True, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("For"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    queue = models.ForeignKey("setup.Queue", null=True, blank=True, on_delete=models.CASCADE, related_name="tasks")
    taken = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="taken_tasks"
    )
    """Who has begun a queue's task; nobody else calls meanwhile."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    postponed = models.PositiveSmallIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="made_tasks"
    )
    """Nobody: the customer asked for it with a key."""
    missed = models.BooleanField(default=False)
    """A call that nobody answered made it: done by itself when the customer is talked with."""
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "at"], name="task_open"),
            models.Index(fields=["person", "state", "at"], name="task_person"),
            models.Index(fields=["queue", "state", "at"], name="task_queue"),
            models.Index(fields=["number"], name="task_number"),
            models.Index(fields=["closed_at", "id"], name="task_closed"),
        ]

    def __str__(self) -> str:
        return self.text or self.name or self.shown

    @property
    def due(self) -> bool:
        """Its time has come."""
        return self.state == self.State.OPEN and self.at <= timezone.now()

    @property
    def late(self) -> bool:
        """It should have been done by now: past its limit, or an hour past its time where it has none."""
        limit = self.until or self.at + HOUR
        return self.state == self.State.OPEN and limit <= timezone.now()
