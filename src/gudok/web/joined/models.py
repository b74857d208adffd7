"""The one row of the screen pop; addresses where other programs send, with the log of what came."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ScreenPop(models.Model):
    """The one row: which page of another program belongs to a call, and when it is opened."""

    class When(models.TextChoices):
        LINK = "link", _("A link on the card")
        RINGING = "ringing", _("Opened when the call rings")
        ANSWER = "answer", _("Opened when the call is answered")

    address = models.CharField(
        _("Address of the page"), max_length=500, blank=True,
        help_text=_("Empty: none. For instance https://crm.example/find?phone={number}"),
    )  # fmt: skip
    when = models.CharField(_("How"), max_length=8, choices=When.choices, default=When.LINK)

    def __str__(self) -> str:
        return str(_("Page of another program"))


class Inward(models.Model):
    """An address where another program sends JSON that becomes a task or a customer."""

    class Makes(models.TextChoices):
        TASK = "task", _("A task")
        CUSTOMER = "customer", _("A customer")

    name = models.CharField(_("Name"), max_length=60, unique=True)
    code = models.CharField(max_length=32, unique=True, editable=False)
    """What its address ends with."""
    secret = models.CharField(max_length=80, editable=False)
    makes = models.CharField(_("Makes"), max_length=8, choices=Makes.choices, default=Makes.TASK)
    fields = models.JSONField(_("Where each field stands"), default=dict, blank=True)
    """Field of ours → the way to it in their JSON, as `contact.phones.0`."""
    queue = models.ForeignKey(
        "setup.Queue", verbose_name=_("Queue"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("Whoever serves it has the tasks."),
    )  # fmt: skip
    active = models.BooleanField(_("Active"), default=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Received(models.Model):
    """What came once, by the sender's key: coming again, it makes nothing new."""

    inward = models.ForeignKey(Inward, on_delete=models.CASCADE, related_name="received")
    key = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now)
    times = models.PositiveIntegerField(default=1)
    made = models.CharField(max_length=40, blank=True)
    """The task's or customer's key; empty where it could not be used."""
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["inward", "key"], name="received_once")]

    def __str__(self) -> str:
        return self.key


def the_pop() -> ScreenPop:
    return ScreenPop.objects.get_or_create(pk=1)[0]
