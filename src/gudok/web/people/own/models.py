"""Own fields, made by an administrator; their values are JSON in the customer's row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gudok.web.people.own.values import Spec
from gudok.web.setup.codes import Coded


class OwnField(Coded):
    """A field of every customer. Its code never changes, so values stay with a renamed field."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        NUMBER = "number", _("A number")
        DATE = "date", _("Date")
        CHOICE = "choice", _("One of a list")
        FLAG = "flag", _("Yes or no")

    name = models.CharField(_("Name"), max_length=60, unique=True)
    kind = models.CharField(_("Kind"), max_length=6, choices=Kind.choices, default=Kind.TEXT)
    options = models.JSONField(_("To choose from"), default=list, blank=True)
    """The texts of a list, in order."""
    required = models.BooleanField(_("Must be filled in"), default=False)
    on_card = models.BooleanField(_("Shown on the desk's card"), default=True)
    place = models.PositiveSmallIntegerField(_("Place in the list"), default=100)

    class Meta:
        ordering: ClassVar = ["place", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def spec(self) -> Spec:
        return Spec(self.code, self.name, self.kind, tuple(self.options), self.required)
