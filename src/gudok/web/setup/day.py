"""Rows of the operator's day: break reasons with their limits, sets of results of talks."""

from __future__ import annotations

from typing import Any, ClassVar, NotRequired, TypedDict

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gudok.web.setup.codes import Coded


class ResultRow(TypedDict):
    """A result within its set: the code stays; `group` is the result, `name` its sub-result where it has one.

    `callback` says that a call back is offered with it, `opens` names the desk's form that comes up (`order`, `case`),
    `article` is the code of an article of the knowledge base. Rows of before these were known lack them.
    """

    code: str
    group: str
    name: str
    callback: bool
    opens: NotRequired[str]
    article: NotRequired[str]


class ResultSet(Coded):
    """What the talks of some queues may come to, in the order of the digits that choose."""

    name = models.CharField(_("Name"), max_length=60, unique=True)
    results = models.JSONField(_("Results"), default=list)
    """A list of `ResultRow`."""

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def ids(self) -> tuple[str, ...]:
        """The results' ids for the core, in order."""
        return tuple(self.core_id(row) for row in self.results)

    def core_id(self, row: ResultRow) -> str:
        return f"r{self.pk}-{row['code']}"

    @property
    def names(self) -> str:
        return ", ".join(row["name"] for row in self.results)


def _minutes(label: Any, text: Any = "") -> models.PositiveSmallIntegerField:
    limit = MaxValueValidator(1440)
    return models.PositiveSmallIntegerField(label, default=0, validators=[limit], help_text=text)


class PauseReason(models.Model):
    class Scope(models.TextChoices):
        CENTRE = "centre", _("of the whole centre")
        QUEUE = "queue", _("of each queue")

    class Full(models.TextChoices):
        REFUSE = "refuse", _("Is refused")
        WAIT = "wait", _("Works on until there is room")

    code = models.SlugField(_("Code"), max_length=30, unique=True)
    name_ru = models.CharField(_("Name in Russian"), max_length=60)
    name_en = models.CharField(_("Name in English"), max_length=60)
    enabled = models.BooleanField(_("Can be chosen"), default=True)
    place = models.PositiveSmallIntegerField(_("Place in the list"), default=100)
    once_min = _minutes(_("At once, min"), _("How long one break may be; 0: no limit."))
    daily_min = _minutes(_("A day, min"), _("How much of it a day allows an operator; 0: no limit."))
    most = models.PositiveSmallIntegerField(
        _("Operators at once"), default=0, help_text=_("How many may have it at the same time; 0: any number.")
    )
    scope = models.CharField(_("Counted among operators"), max_length=6, choices=Scope.choices, default=Scope.CENTRE)
    full = models.CharField(_("Who is one too many"), max_length=6, choices=Full.choices, default=Full.REFUSE)
    outgoing = models.BooleanField(_("Calls may be made in it"), default=False)
    planned = models.BooleanField(
        _("Has a planned time"),
        default=False,
        help_text=_("Operators whose card tells the time are reminded of it."),
    )

    class Meta:
        ordering: ClassVar = ["place", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the page."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_ru
