"""Read models of live life. Only the projector writes them (and the note's action its own row)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from gudok.web.record.messages import Message, Receipt  # noqa: F401 Django finds them here


class Call(models.Model):
    """One call, from arrival to its one end. Durations in milliseconds."""

    class Direction(models.TextChoices):
        IN = "in"
        OUT = "out"

    id = models.CharField(primary_key=True, max_length=24)
    direction = models.CharField(max_length=3, choices=Direction.choices, default=Direction.IN)
    number = models.CharField(max_length=40, blank=True)
    """E.164, or the odd writing the network sent, or empty when hidden."""
    shown = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120, blank=True)
    customer = models.ForeignKey("people.Customer", null=True, on_delete=models.SET_NULL, related_name="calls")
    vip = models.BooleanField(default=False)
    did = models.CharField(max_length=40, blank=True)
    queue = models.CharField(max_length=24, blank=True)
    agent = models.CharField(max_length=24, blank=True)
    arrived_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    wait_ms = models.PositiveBigIntegerField(default=0)
    menu_ms = models.PositiveBigIntegerField(default=0)
    """How long the caller walked a voice menu, before his wait began."""
    talk_ms = models.PositiveBigIntegerField(default=0)
    end = models.CharField(max_length=30, blank=True)
    result = models.CharField(max_length=64, blank=True)
    """The last one that was told."""

    class Meta:
        ordering: ClassVar = ["-arrived_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["-arrived_at", "-id"], name="call_newest"),
            models.Index(fields=["number", "-arrived_at"], name="call_number"),
            models.Index(fields=["queue", "-arrived_at"], name="call_queue"),
            models.Index(fields=["agent", "-arrived_at"], name="call_agent"),
            models.Index(fields=["end", "-arrived_at"], name="call_end"),
        ]

    def __str__(self) -> str:
        return f"{self.arrived_at:%Y-%m-%d %H:%M} {self.shown}"


class CallEvent(models.Model):
    """One line of a call's story: a fact of the journal with its reason, and what its wording needs."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="events", db_constraint=False)
    turn = models.PositiveBigIntegerField()
    place = models.PositiveSmallIntegerField()
    """Order within the turn."""
    at = models.DateTimeField()
    fact = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    numbers = models.JSONField(default=dict)
    """The reason's numbers."""
    data = models.JSONField(default=dict)
    """The fact's own fields."""

    class Meta:
        ordering: ClassVar = ["turn", "place"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["turn", "place"], name="event_once")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.turn} {self.code}"


class Leg(models.Model):
    """One attempt to reach an operator (or an outside number) with a call, and the talk if it came to one."""

    class Kind(models.TextChoices):
        CALL = "call"
        CONSULT = "consult"
        OUTSIDE = "outside"

    class Recording(models.TextChoices):
        NONE = "none"
        RUNNING = "running"
        READY = "ready"
        LOST = "lost"
        DELETED = "deleted"

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="legs", db_constraint=False, db_index=False)
    n = models.PositiveIntegerField()
    agent = models.CharField(max_length=24)
    rang_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=30, blank=True)
    record = models.CharField(max_length=120, blank=True)
    """Path under the recordings folder, without suffix; empty when not recorded."""
    recording = models.CharField(max_length=8, choices=Recording.choices, default=Recording.NONE)
    recorded_ms = models.PositiveBigIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.CALL)
    number = models.CharField(max_length=40, blank=True)
    """The outside number that was rung instead of an operator."""
    taken_at = models.DateTimeField(null=True)
    """When the customer became the consulted operator's."""
    asides = models.JSONField(default=list)
    """When the leg spoke apart from the customer: [from, to] in ms since its answer, `to` null while it does."""
    pauses = models.JSONField(default=list)
    """When the recording paused: [from, to] in ms since the leg's answer, `to` null while it does."""

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "n"], name="leg_once")]
        indexes: ClassVar = [
            models.Index(fields=["agent", "-rang_at"], name="leg_agent"),
            # Whether a call rang at an operator is asked for every call of a list.
            models.Index(fields=["call", "agent"], name="leg_call_agent"),
            models.Index(fields=["recording"], name="leg_recording"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}-{self.n}"


class CallResult(models.Model):
    """What an operator's talk came to; empty while the operator owes it."""

    call = models.CharField(max_length=24)
    agent = models.CharField(max_length=24)
    result = models.CharField(max_length=64, blank=True)
    by = models.CharField(max_length=80, blank=True)
    """Who told it, as the journal names people."""
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "agent"], name="result_once")]
        indexes: ClassVar = [
            models.Index(fields=["agent", "result", "-at"], name="result_agent"),
            models.Index(fields=["result", "-at"], name="result_result"),
        ]

    def __str__(self) -> str:
        return f"{self.call} {self.result}"


class AgentSpell(models.Model):
    """A stretch of time an operator spent in one state; open while `ended_at` is empty."""

    agent = models.CharField(max_length=24)
    mode = models.CharField(max_length=12)
    reason = models.CharField(max_length=40, blank=True)
    call = models.CharField(max_length=24, blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    turn = models.PositiveBigIntegerField()

    class Meta:
        ordering: ClassVar = ["began_at", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["agent", "turn"], name="spell_once")]
        indexes: ClassVar = [models.Index(fields=["agent", "-began_at"], name="spell_agent")]

    def __str__(self) -> str:
        return f"{self.agent} {self.mode} {self.began_at:%H:%M:%S}"


class Note(models.Model):
    """What a person wrote about a call; one each, saved as typed."""

    call = models.CharField(max_length=24)
    """Not a foreign key: a note may be saved before the projector has seen the call."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["saved_at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "author"], name="note_once")]
        indexes: ClassVar = [models.Index(fields=["call"], name="note_call")]

    def __str__(self) -> str:
        return f"{self.call} {self.author}"


class Name(models.Model):
    """What the core's ids of queues, operators and results were called last, as the journal tells it."""

    id = models.CharField(primary_key=True, max_length=64)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Cursor(models.Model):
    """How far the projector has read the journal; moves in the transaction of the rows."""

    name = models.CharField(primary_key=True, max_length=30)
    n = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.n}"


class FlowCount(models.Model):
    """How many callers left a node of a voice menu by an exit on a day of the centre."""

    day = models.DateField()
    flow = models.CharField(max_length=64)
    node = models.CharField(max_length=64)
    exit = models.CharField(max_length=64)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["day", "flow", "node", "exit"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "flow", "node", "exit"], name="exit_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.flow} {self.node} {self.exit}: {self.count}"


class Line(models.Model):
    """How good the line between an operator's browser and the telephony was during a call."""

    call = models.CharField(max_length=24)
    """Not a foreign key: the browser may tell before the projector has seen the call."""
    agent = models.CharField(max_length=24)
    samples = models.JSONField(default=list)
    """In order: [UTC ms, packets lost in thousandths, jitter ms, round trip ms, MOS in hundredths]."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "agent"], name="line_once")]

    def __str__(self) -> str:
        return f"{self.call} {self.agent}"
