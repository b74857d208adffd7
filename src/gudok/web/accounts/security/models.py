"""The one row of rules."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Security(models.Model):
    """How people sign in, for the whole centre."""

    password_length = models.PositiveSmallIntegerField(
        _("Shortest password, characters"), default=8, validators=[MinValueValidator(8), MaxValueValidator(64)]
    )
    password_days = models.PositiveSmallIntegerField(
        _("A password is good for, days"),
        default=0,
        validators=[MaxValueValidator(3650)],
        help_text=_("0: until it is changed."),
    )
    idle_minutes = models.PositiveSmallIntegerField(
        _("Sign out after idleness, minutes"),
        default=0,
        validators=[MaxValueValidator(10080)],
        help_text=_("0: never. An open desk is not idle."),
    )
    invitation_hours = models.PositiveSmallIntegerField(
        _("An invitation is good for, hours"), default=72, validators=[MinValueValidator(1), MaxValueValidator(720)]
    )
    factor_roles = models.JSONField(
        _("Second factor required for"),
        default=list,
        blank=True,
        help_text=_("People of these roles set it up when they sign in next."),
    )

    class Meta:
        verbose_name = _("Rules of signing in")

    def __str__(self) -> str:
        return str(_("Rules of signing in"))


def rules() -> Security:
    """The rules in force; those of a new centre where nobody changed any."""
    return Security.objects.filter(pk=1).first() or Security(pk=1)
