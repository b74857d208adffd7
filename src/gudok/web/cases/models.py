"""A case with its notes, files and history."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.web.cases.choices import CaseKind, Service
from gudok.web.drafts.models import Counter, FieldChange, Kept, Open


class CaseCount(Counter):
    """Counts registered cases."""


class Case(Kept):
    """A draft until it is registered; then open, answered, closed, and open again when it is reopened.

    A request to another service is a case with a `service`; asked because of another case, it has a `parent`.
    """

    class State(models.TextChoices):
        OPEN = "open", _("In work")
        ANSWERED = "answered", _("Reply given")
        CLOSED = "closed", _("Closed")

    class Severity(models.TextChoices):
        LOW = "low", _("Low")
        USUAL = "usual", _("Usual")
        HIGH = "high", _("High")
        URGENT = "urgent", _("Urgent")

    class How(models.TextChoices):
        CALL = "call", _("By a call")
        MAIL = "mail", _("By e-mail")
        PAPER = "paper", _("By post")
        PERSON = "person", _("In person")

    number = models.PositiveIntegerField(_("Number"), null=True, unique=True)
    call = models.CharField(max_length=24, blank=True, db_index=True)
    """The call during which it was taken; its draft is the call's, whoever has the call in hand."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="cases")
    customer = models.ForeignKey(
        "people.Customer", null=True, blank=True, on_delete=models.SET_NULL, related_name="cases"
    )
    order = models.ForeignKey("orders.Order", null=True, blank=True, on_delete=models.SET_NULL, related_name="cases")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="requests")
    kind = models.ForeignKey(CaseKind, verbose_name=_("Kind"), null=True, on_delete=models.PROTECT)
    severity = models.CharField(_("Severity"), max_length=6, choices=Severity.choices, default=Severity.USUAL)
    subject = models.CharField(_("Subject"), max_length=200, blank=True)
    text = models.TextField(_("What has happened"), blank=True)
    wanted = models.TextField(_("What is wanted"), blank=True)
    name = models.CharField(_("Who"), max_length=120, blank=True)
    phone = models.CharField(_("Number"), max_length=40, blank=True)
    """E.164, or as it was written."""
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="owned_cases"
    )
    service = models.ForeignKey(Service, verbose_name=_("Service"), null=True, on_delete=models.PROTECT)
    due_at = models.DateTimeField(_("Deadline"), null=True)
    climb_at = models.DateTimeField(null=True, db_index=True)
    """When it goes to the next responsible unless it is answered."""
    level = models.PositiveSmallIntegerField(default=0)
    """How many of the kind's chain have had it."""
    reply = models.TextField(_("Reply"), blank=True)
    how = models.CharField(_("How it was answered"), max_length=6, choices=How.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    state = models.CharField(_("State"), max_length=8, choices=State.choices, blank=True)
    """Empty for a draft."""
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call"], condition=Q(placed_at=None) & ~Q(call=""), name="case_draft_of_call"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at"], name="case_due"),
            models.Index(fields=["kind", "-id"], name="case_kind"),
            models.Index(fields=["phone"], name="case_phone"),
        ]

    def __str__(self) -> str:
        return f"№\u00a0{self.number}" if self.number else self.subject or str(_("Draft of a case"))

    @property
    def overdue(self) -> bool:
        return self.state == self.State.OPEN and self.due_at is not None and self.due_at <= timezone.now()


class CaseNote(models.Model):
    """What those who work on a case tell each other; the customer never sees it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    at = models.DateTimeField(default=timezone.now)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(_("Note"))

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.text[:60]


class CaseFile(models.Model):
    """A file added to a case; it stands in the data folder under its `key`."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    at = models.DateTimeField(default=timezone.now)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    """Bytes."""
    key = models.CharField(max_length=32, unique=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name


class CaseChange(FieldChange):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="changes")


class CaseOpen(Open):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="editing")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "user"], name="case_editing_once")]
