from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gudok.web.setup.codes import Coded


class Skill(Coded):
    """What an operator may be good at; its code stands in conditions."""

    name = models.CharField(_("Name"), max_length=60, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
