"""Subscriptions of other programs, and the log of what was sent to them."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from gudok.web.api.feed import Event


def new_secret() -> str:
    """A key of 256 bits in the writing of the standard-webhooks format."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


class Subscription(models.Model):
    """An address that is told of events in their order.

    `turn` and `place` are those of the last fact it has, `news` is the number of its last piece of news.
    """

    name = models.CharField(_("Name"), max_length=80)
    url = models.URLField(_("Address"), max_length=500)
    kinds = models.JSONField(_("Events"), default=list, blank=True)
    queue = models.ForeignKey(
        "setup.Queue", verbose_name=_("Only of the queue"), null=True, blank=True, on_delete=models.PROTECT
    )
    full_numbers = models.BooleanField(_("Customers' numbers in full"), default=False)
    secret = models.CharField(max_length=80, default=new_secret, editable=False)
    active = models.BooleanField(_("In use"), default=True)
    turn = models.PositiveBigIntegerField(default=0, editable=False)
    place = models.IntegerField(default=-1, editable=False)
    news = models.PositiveBigIntegerField(default=0, editable=False)
    attempt = models.PositiveIntegerField(default=0, editable=False)
    """How often in a row the next event has failed."""
    failing_since = models.DateTimeField(null=True, editable=False)
    next_at = models.DateTimeField(default=timezone.now, editable=False)
    given_up = models.CharField(max_length=8, blank=True, editable=False)
    """Why the program switched it off: `gone` (the receiver said so) or `failing` (for days); empty when it did not."""

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """`off`, `given_up`, `failing` or `works`."""
        if not self.active:
            return "given_up" if self.given_up else "off"
        return "failing" if self.attempt else "works"

    def lacks(self, event: Event) -> bool:
        """Whether an event comes after what it has."""
        return event.news > self.news if event.news else (event.turn, event.place) > (self.turn, self.place)


class Delivery(models.Model):
    """One event for one subscription, and how sending it went."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    body = models.TextField()
    """As sent, byte for byte."""
    sent = models.BooleanField(default=False)
    attempts = models.PositiveIntegerField(default=0)
    code = models.PositiveSmallIntegerField(default=0)
    """The last answer's HTTP status; 0 when there was none."""
    answer = models.CharField(max_length=300, blank=True)
    """The beginning of the last answer, or why there was none."""
    ms = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now, db_index=True)
    again = models.BooleanField(default=False)
    """A person wants it sent once more."""

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["subscription", "event"], name="delivery_once")]

    def __str__(self) -> str:
        return f"{self.event} {self.kind}"
