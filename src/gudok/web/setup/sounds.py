"""Rows of prompts and music: sound files by their content's name; the files stand in the data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gudok.web.setup.codes import Coded

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OWN = "own/"
"""What sounds of the centre's own begin with, as commands to the telephony name them."""


class Prompt(Coded):
    """A sound: what callers hear. `file` names its content, so that a changed prompt is another file."""

    class Source(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded")
        RECORDED = "recorded", _("Recorded in the browser")
        SPOKEN = "spoken", _("Spoken by the synthesizer")

    name = models.CharField(_("Name"), max_length=60, unique=True)
    file = models.CharField(_("Sound file"), max_length=40, validators=[RegexValidator(r"^[0-9a-f]{16,40}\Z")])
    ms = models.PositiveIntegerField(_("Length, ms"), default=0)
    source = models.CharField(_("Comes from"), max_length=8, choices=Source.choices, default=Source.UPLOADED)
    text = models.TextField(_("Text"), blank=True, max_length=2000)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def length(self) -> str:
        """For lists: 0:07."""
        return f"{self.ms // 60_000}:{self.ms // 1000 % 60:02}"

    @property
    def sound(self) -> str:
        return f"{OWN}{self.file}"


def prompt_field(label: StrOrPromise, text: StrOrPromise = "") -> models.ForeignKey[Any, Any]:
    """A choice of a prompt; one that is in use cannot be deleted."""
    return models.ForeignKey(
        Prompt,
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=text,
    )
