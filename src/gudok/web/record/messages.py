"""Messages to operators as rows: what was sent, to whom, and when each read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from gudok.core.words.supervise import MessageRead, MessageSent
from gudok.web.record.times import moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from gudok.core.words import AnyOutput, Turn
    from gudok.web.record.batch import Batch


class Message(models.Model):
    """One message of a supervisor. `kind`: agent, queue or all, or what was forced on an operator with it."""

    id = models.CharField(primary_key=True, max_length=24)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    """The core's id of a person with a telephone, else a name."""
    kind = models.CharField(max_length=8)
    to = models.CharField(max_length=24, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        app_label = "record"
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return self.text[:80]


class Receipt(models.Model):
    """A message on one operator's desk."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="receipts")
    agent = models.CharField(max_length=24)
    read_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "record"
        ordering: ClassVar = ["agent"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "agent"], name="receipt_once")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.agent}"


class Mail:
    """The messages of a batch of turns, and which were read."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.receipts: list[Receipt] = []
        self.read: list[tuple[str, str, datetime]] = []

    def save(self) -> None:
        Message.objects.bulk_create(self.messages, ignore_conflicts=True)
        Receipt.objects.bulk_create(self.receipts, ignore_conflicts=True)
        for message, agent, at in self.read:
            Receipt.objects.filter(message=message, agent=agent).update(read_at=at)


def _sent(batch: Batch, turn: Turn, fact: MessageSent) -> None:
    at = moment(turn.came.at)
    batch.mail.messages.append(Message(fact.letter, at, fact.by[:120], fact.kind, fact.to, fact.text))
    batch.mail.receipts += [Receipt(message_id=fact.letter, agent=agent) for agent in fact.agents]


def _read(batch: Batch, turn: Turn, fact: MessageRead) -> None:
    batch.mail.read.append((fact.letter, fact.agent, moment(turn.came.at)))


HANDLERS: dict[type[AnyOutput], Callable[[Batch, Turn, Any], None]] = {MessageSent: _sent, MessageRead: _read}
