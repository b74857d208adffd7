"""A view of a list: what stood in its address, under a name."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """One's own, or shared with everybody who sees the list; what it shows is always narrowed to who looks."""

    list = models.SlugField(max_length=30)
    """The list's name, as its table has it."""
    name = models.CharField(_("Name"), max_length=60)
    query = models.CharField(max_length=2000)
    """As in the address bar: filter and columns, without the place in the list."""
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    shared = models.BooleanField(_("Shared with others"), default=False)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "list", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name
