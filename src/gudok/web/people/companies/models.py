"""Companies, and the tags of people."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.web.people import names


class Company(models.Model):
    """Whom some customers belong to. `key` is the name as it is compared."""

    name = models.CharField(_("Company"), max_length=120, unique=True)
    key = models.CharField(max_length=240, db_index=True, editable=False)
    tax_id = models.CharField(_("Taxpayer number"), max_length=20, blank=True)
    note = models.TextField(_("Note"), blank=True)
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.key = names.key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Tag(models.Model):
    """A word that people are marked with."""

    name = models.CharField(_("Tag"), max_length=40, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
