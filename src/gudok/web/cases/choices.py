"""What a case is chosen from, rows of the set-up: kinds, other services of the company, the rules of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gudok.web.setup.codes import Choice, Coded

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

WANTED: dict[str, StrPromise] = {
    "subject": _("Subject"),
    "text": _("What has happened"),
    "wanted": _("What is wanted"),
    "name": _("Who"),
    "phone": _("Number"),
    "order": _("Order"),
    "service": _("Service"),
}
"""The fields a kind may require, in the form's order."""


def first_wanted() -> list[str]:
    return ["subject"]


def hours_field(label: Any, text: Any = "") -> models.PositiveSmallIntegerField:
    limit = MaxValueValidator(10_000)
    return models.PositiveSmallIntegerField(label, default=0, validators=[limit], help_text=text)


def schedule_field() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        "setup.Schedule",
        verbose_name=_("Working hours"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Only these hours are counted. None: round the clock."),
    )


def check_logins(value: Any) -> None:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValidationError(_("Write a list of logins."))


def check_wanted(value: Any) -> None:
    if not isinstance(value, list) or not set(map(str, value)) <= set(WANTED):
        raise ValidationError(_("Write a list of fields: %(names)s."), params={"names": ", ".join(WANTED)})


class CaseKind(Choice):
    """A complaint, a wish: how soon it is answered, and who answers when it is not."""

    deadline_h = hours_field(_("Is answered within, working hours"), _("0: no deadline."))
    schedule = schedule_field()
    chain = models.JSONField(_("Responsible, one after another"), default=list, blank=True, validators=[check_logins])
    """Logins. The first one gets a new case; when it is overdue, the next."""
    climb_h = hours_field(
        _("Climbs again after, working hours"), _("So long the next responsible has until it climbs on. 0: once only.")
    )
    required = models.JSONField(_("Must be filled in"), default=first_wanted, blank=True, validators=[check_wanted])
    """Names of `WANTED`."""


class Service(Coded):
    """Another service of the company: a warehouse, a delivery; its people see the requests to it and answer."""

    name = models.CharField(_("Name"), max_length=60, unique=True)
    people = models.JSONField(_("People"), default=list, blank=True, validators=[check_logins])
    """Logins."""
    deadline_h = hours_field(_("Answers within, working hours"), _("0: within what the kind of case says."))
    schedule = schedule_field()
    enabled = models.BooleanField(_("Can be chosen"), default=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class CaseRules(models.Model):
    """The one row of rules: which files may be added to a case."""

    most_mb = models.PositiveSmallIntegerField(
        _("Largest file, MB"), default=10, validators=[MaxValueValidator(100)], help_text=_("0: no files.")
    )
    most_files = models.PositiveSmallIntegerField(_("Files of a case"), default=20, validators=[MaxValueValidator(200)])
    types = models.CharField(
        _("Kinds of files"),
        max_length=400,
        default="pdf jpg jpeg png webp heic txt csv doc docx xls xlsx odt ods mp3 wav mp4 zip",
        help_text=_("By their endings, with spaces between."),
    )

    def __str__(self) -> str:
        return str(_("Rules of cases"))

    @property
    def endings(self) -> frozenset[str]:
        return frozenset(one.strip(".,").lower() for one in self.types.split())


def the_rules() -> CaseRules:
    return CaseRules.objects.get_or_create(pk=1)[0]
