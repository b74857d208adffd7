"""Walls that people made, and which of them opens first."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from gudok.web.setup.codes import Coded
from gudok.web.wall.names import refusal
from gudok.web.wall.tiles import BadTileError, Tile, plain, read


class Wall(Coded):
    """A personal wall has an owner; one without is shared: with the teams named, or with the centre."""

    name = models.CharField(_("Name"), max_length=60)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="walls"
    )
    teams = models.ManyToManyField("accounts.Team", verbose_name=_("Teams"), blank=True, related_name="+")
    first = models.BooleanField(
        _("Opens first"), default=False, help_text=_("For everybody it is shared with who has not chosen another.")
    )
    names = models.BooleanField(
        _("Operators' names on a television"), default=False, help_text=_("Without it, initials stand there.")
    )
    tiles = models.JSONField(_("Tiles"), default=list, blank=True)
    edition = models.PositiveIntegerField(default=1, editable=False)
    """Counts the changes, so that two who change it at once do not undo each other's work unseen."""

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Bring the tiles to their kept form, or refuse them."""
        try:
            self.tiles = plain(read(self.tiles))
        except BadTileError as error:
            raise ValidationError({"tiles": f"{error.field}: {refusal(error)}"}) from error

    def layout(self) -> tuple[Tile, ...]:
        return read(self.tiles)


class FirstWall(models.Model):
    """The wall a person chose to see first; none: the standard one."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="first_wall")
    wall = models.ForeignKey(Wall, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.user}: {self.wall or '—'}"
