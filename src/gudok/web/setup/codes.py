"""Codes of rows: short Latin names that stay when the row is renamed, for files and machines."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LETTERS = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"
"""What the Russian letters are in Latin, in their order; a hyphen stands for those that are not heard."""
LATIN = {chr(0x430 + n): letters.strip("-") for n, letters in enumerate(LETTERS.split())} | {chr(0x451): "e"}
LENGTH = 40


def code_of(name: str) -> str:
    """A name in small Latin letters, digits and hyphens; «row» when nothing of it can be written so."""
    latin = "".join(LATIN.get(char, char) for char in name.lower())
    return re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:LENGTH].rstrip("-") or "row"


def free_code(name: str, taken: set[str]) -> str:
    """The name's code, numbered when others have it."""
    code, n = code_of(name), 2
    while code in taken:
        code, n = f"{code_of(name)[: LENGTH - 5]}-{n}", n + 1
    return code


class Coded(models.Model):
    """A row with a code, made from its first name."""

    code = models.SlugField(_("Code"), max_length=LENGTH, unique=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.code:
            manager = type(self)._default_manager
            self.code = free_code(str(self), set(manager.values_list("code", flat=True)))
        super().save(*args, **kwargs)


class Choice(Coded):
    """A row of a list, named in both languages."""

    name_ru = models.CharField(_("Name in Russian"), max_length=60)
    name_en = models.CharField(_("Name in English"), max_length=60)
    place = models.PositiveSmallIntegerField(_("Place in the list"), default=100)
    enabled = models.BooleanField(_("Can be chosen"), default=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["place", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the page."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_ru
