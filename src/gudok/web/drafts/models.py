"""What every record that is taken while one talks has: its versions, its history, who has it open. All abstract."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone


class Counter(models.Model):
    """The number given last: the one row whose lock makes numbers follow each other without a gap."""

    n = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.n)

    @classmethod
    def following(cls) -> int:
        """The next number; to be asked for inside a transaction."""
        cls._default_manager.get_or_create(pk=1)
        cls._default_manager.filter(pk=1).update(n=F("n") + 1)
        return cls._default_manager.get(pk=1).n


class Kept(models.Model):
    """A draft until it is placed; from then on each change stands in its history."""

    version = models.PositiveIntegerField(default=0)
    versions = models.JSONField(default=dict)
    """Of each field that was ever changed: [the record's version then, the page it came from, who]."""
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    placed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def draft(self) -> bool:
        return self.placed_at is None


class FieldChange(models.Model):
    """One field of a placed record changed: by whom, when, from what to what, as people read it."""

    at = models.DateTimeField(default=timezone.now)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    field = models.CharField(max_length=40)
    """As the room's `fields` names it."""
    what = models.CharField(max_length=200, blank=True)
    """The line it is about, or why."""
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.after}"


class Open(models.Model):
    """Who has a record open, last seen when: so that two who edit one see each other."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.user)


class Record(Protocol):
    """A row of a `Kept` model, with its history as `changes` and those who have it open as `editing`."""

    version: int
    versions: dict[str, Any]
    changes: Any
    editing: Any

    @property
    def draft(self) -> bool: ...
