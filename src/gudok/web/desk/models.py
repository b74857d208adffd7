"""How a person wants the desk to be."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Hold(models.Model):
    """Which computer (and page there) a person's telephone in the browser is at, until when unless it is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="telephone_hold")
    seat = models.CharField(max_length=40)
    page = models.CharField(max_length=40)
    device = models.CharField(max_length=200)
    since = models.DateTimeField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.device


class Choice(models.Model):
    """Keys and density of one person's desk."""

    class Density(models.TextChoices):
        NORMAL = "normal", _("Usual")
        DENSE = "dense", _("Dense: more on the screen")
        LARGE = "large", _("Large: bigger letters and buttons")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_choice")
    density = models.CharField(_("Density"), max_length=6, choices=Density.choices, default=Density.NORMAL)
    keys = models.JSONField(default=dict)
    """Moved keys only: the usual name to the chosen one."""

    def __str__(self) -> str:
        return str(self.user)
