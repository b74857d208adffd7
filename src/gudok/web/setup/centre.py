"""Rows there is one of: the centre itself, and how long its records are kept."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.models import check_time_zone


class Centre(models.Model):
    """The company: what its pages, hours and reports go by."""

    name = models.CharField(_("Name of the company"), max_length=120, blank=True)
    time_zone = models.CharField(_("Time zone"), max_length=64, blank=True, validators=[check_time_zone])
    """Empty: the installation's own, of gudok.toml."""

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> str:
        return self.time_zone or settings.TIME_ZONE


def days(label: object, default: int, text: object = "") -> models.PositiveIntegerField:
    return models.PositiveIntegerField(
        label,  # type: ignore[arg-type]
        default=default,
        validators=[MaxValueValidator(36500)],
        help_text=text or _("0: for ever."),  # type: ignore[arg-type]
    )


class Keeping(models.Model):
    """How long records are kept, in days; 0 is for ever."""

    recordings_days = days(_("Recordings of talks, days"), 0)
    calls_days = days(_("Calls with their stories and notes, days"), 0)
    journal_days = days(
        _("Journal of decisions, days"), 0, _("Replays and explanations reach back so far. 0: for ever.")
    )
    audit_days = days(_("Audit, days"), 0)

    def __str__(self) -> str:
        return str(_("Keeping of records"))


def the_centre() -> Centre:
    return Centre.objects.get_or_create(pk=1)[0]


def the_keeping() -> Keeping:
    return Keeping.objects.get_or_create(pk=1)[0]
