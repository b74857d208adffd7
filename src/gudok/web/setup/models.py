"""What an administrator sets up. Durations here are seconds, as people think; the core gets milliseconds."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gudok.web.routing.fields import Routed, Stands
from gudok.web.routing.scores import fits
from gudok.web.setup.centre import Centre, Keeping  # noqa: F401 Django finds them here
from gudok.web.setup.codes import Coded
from gudok.web.setup.day import PauseReason, ResultSet  # noqa: F401
from gudok.web.setup.flows import Flow, FlowDraft, FlowUse  # noqa: F401
from gudok.web.setup.hours import Schedule
from gudok.web.setup.numbers import whole
from gudok.web.setup.outgoing import Outgoing, number_field, trunk_field  # noqa: F401
from gudok.web.setup.sounds import prompt_field
from gudok.web.setup.trunk import Trunk  # noqa: F401
from gudok.web.setup.waiting import Waiting

if TYPE_CHECKING:
    pass


def new_secret() -> str:
    """A telephone's password: 128 bits, letters and digits only, as old telephones take nothing else."""
    return secrets.token_hex(16)


def schedule_field() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        Schedule,
        verbose_name=_("Opening hours"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("None: open always."),
    )


class Queue(Routed, Waiting, Coded):
    class Overflow(models.TextChoices):
        NONE = "none", _("Wait on")
        QUEUE = "queue", _("Go to another queue")
        MESSAGE = "message", _("Hear a message and end")

    class Unfinished(models.TextChoices):
        WAIT = "wait", _("Goes on, counted as overtime")
        OWE = "owe", _("Ends; the result is to be told later")

    name = models.CharField(_("Name"), max_length=60, unique=True)
    ring_timeout_s = whole(_("Ring an operator, s"), 20, 5, 60)
    wrapup_s = whole(_("Wrap-up, s"), 30, 0, 600, _("0 switches wrap-up off."))
    max_wait_s = whole(_("Longest wait, s"), 600, 10, 7200)
    overflow = models.CharField(_("After the longest wait"), max_length=8, choices=Overflow.choices, default="none")
    overflow_queue = models.ForeignKey(
        "self",
        verbose_name=_("The other queue"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="overflown",
    )
    sl_seconds = whole(_("Service level: answered within, s"), 20, 1, 600)
    sl_target = models.PositiveIntegerField(
        _("Service level: target, %"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    record = models.BooleanField(_("Record talks"), default=True)
    decline_allowed = models.BooleanField(_("Operators may decline"), default=True)
    record_pause_s = whole(
        _("A recording may pause for, s"), 0, 0, 600, _("While the customer tells what must not be kept; 0: never.")
    )
    auto_answer = models.BooleanField(
        _("Telephones answer by themselves"),
        default=False,
        help_text=_("After three beeps; not while the operator types or when something is wrong with the telephone."),
    )
    show_listening = models.BooleanField(
        _("Operators see who listens to their talk"),
        default=True,
        help_text=_("Who whispers or joins a talk is always seen."),
    )
    announce_first_s = whole(_("First announcement after, s"), 10, 0, 600, _("0 switches announcements off."))
    announce_every_s = whole(_("Announcements every, s"), 60, 0, 600, _("0: only the first one."))
    result_set = models.ForeignKey(
        ResultSet,
        verbose_name=_("Results of talks"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="queues",
        help_text=_("What an operator chooses from after a talk."),
    )
    result_needed = models.BooleanField(_("A result is required"), default=False)
    unfinished = models.CharField(
        _("Wrap-up without a result"), max_length=4, choices=Unfinished.choices, default=Unfinished.WAIT
    )
    overtime_s = whole(_("Longest overtime of wrap-up, s"), 600, 60, 3600, _("After it a break is set."))
    script = models.ForeignKey(
        "scripts.Script",
        verbose_name=_("Script"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="queues",
        help_text=_("What operators say in this queue's calls, step by step. None: nothing is shown."),
    )
    schedule = schedule_field()
    record_percent = models.PositiveSmallIntegerField(
        _("Of them recorded, %"), default=100, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    welcome = prompt_field(_("Welcome"), _("Heard once, on coming into the queue."))
    announcement = prompt_field(_("Own announcement"), _("Heard after the place in the queue is told."))
    closed_prompt = prompt_field(_("Message when the queue is closed"))
    late_prompt = prompt_field(_("Message after the longest wait"))
    music = prompt_field(_("Music while waiting"), _("None: the centre's common music."))
    out_trunk = trunk_field(_("Trunk of calls out"), _("None: that of all calls out."))
    out_number = number_field(
        _("Number the customer sees"), _("In calls out on this queue's behalf. Empty: that of all calls out.")
    )

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.result_needed and self.result_set is None:
            raise ValidationError({"result_set": _("Choose the results to choose from.")})
        if self.script is not None and self.script.pauses and self.record and not self.record_pause_s:
            raise ValidationError({"record_pause_s": _("The script pauses the recording: allow it to.")})
        if self.overflow != self.Overflow.QUEUE:
            self.overflow_queue = None
        elif self.overflow_queue is None:
            raise ValidationError({"overflow_queue": _("Choose the queue to go to.")})
        elif self.overflow_queue_id == self.pk:
            raise ValidationError({"overflow_queue": _("A queue cannot flow over into itself.")})

    @property
    def core_id(self) -> str:
        return f"q{self.pk}"


class Number(models.Model):
    ANY = "*"

    did = models.CharField(
        _("Number"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"^(\*|\d{2,18})\Z", _("Digits only."))],
        help_text=_("Digits as the provider sends them: 74951234567. An asterisk (*) takes every other number."),
    )
    queue = models.ForeignKey(Queue, verbose_name=_("Queue"), on_delete=models.PROTECT, related_name="numbers")
    schedule = schedule_field()
    flow = models.ForeignKey(
        Flow,
        verbose_name=_("Voice menu"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="numbers",
        help_text=_("Walked first; whom it leads nowhere joins the queue. None: straight to the queue."),
    )

    preferred = models.JSONField(_("Preferred operators"), default=dict, blank=True)

    class Meta:
        ordering: ClassVar = ["did"]

    def __str__(self) -> str:
        return self.did

    def clean(self) -> None:
        super().clean()
        if self.flow is not None and not self.flow.in_use:
            raise ValidationError({"flow": _("This voice menu is only a draft: put it to use first.")})
        if not fits(self.preferred):
            raise ValidationError({"preferred": _("A score is a number from 1 to 1000.")})


class Operator(Stands):
    """A person's telephone and queues. It stays, switched off, when the person is no longer an operator."""

    class Kind(models.TextChoices):
        BROWSER = "browser", _("In the browser")
        SIP = "sip", _("SIP telephone")
        BOTH = "both", _("Both: the operator chooses at the desk")

    class Codec(models.TextChoices):
        AUTO = "auto", _("As the caller, without recoding")
        OPUS = "opus", "Opus"
        G711 = "g711", "G.711"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="operator")
    endpoint = models.CharField(_("Endpoint"), max_length=40, unique=True, editable=False)
    secret = models.CharField(max_length=64, default=new_secret, editable=False)
    kind = models.CharField(_("Telephone"), max_length=8, choices=Kind.choices, default=Kind.BROWSER)
    codec = models.CharField(_("Codec"), max_length=8, choices=Codec.choices, default=Codec.AUTO)
    queues = models.ManyToManyField(Queue, verbose_name=_("Queues"), blank=True, related_name="operators")
    active = models.BooleanField(_("Takes calls"), default=True)
    nailed = models.BooleanField(
        _("Line for the whole shift"),
        default=False,
        help_text=_(
            "The SIP telephone is called once, at the shift's beginning; calls then come with a beep, without ringing."
        ),
    )
    lunch_at = models.TimeField(_("Planned break at"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["user__full_name"]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def core_id(self) -> str:
        return f"o{self.pk}"

    @property
    def in_browser(self) -> bool:
        """Whether there is a telephone in the browser, be it beside another."""
        return self.kind != self.Kind.SIP

    @property
    def desk_endpoint(self) -> str:
        """The telephone on the desk beside the browser's; empty without one."""
        return f"{self.endpoint}-desk" if self.kind == self.Kind.BOTH else ""

    @property
    def sip_endpoint(self) -> str:
        """What is entered into a SIP telephone as its user."""
        return self.desk_endpoint or self.endpoint


class SettingsVersion(models.Model):
    """One row: grows with every change that the engine or Asterisk must know of."""

    n = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.n)
