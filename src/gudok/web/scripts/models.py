"""Rows of scripts: what operators read, each edition of it, the draft somebody works at, and how calls were led."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.core.scripts.script import Script as CoreScript
from gudok.core.scripts.walk import Told
from gudok.web.scripts import shape
from gudok.web.scripts.picture import Way
from gudok.web.setup.codes import Coded


class Script(Coded):
    """A script. `start` and `nodes` are what operators read: see `web.scripts.shape`. A mere draft has no nodes."""

    name = models.CharField(_("Name"), max_length=60, unique=True)
    language = models.CharField(
        _("Language of the talk"),
        max_length=2,
        choices=[("ru", _("Russian")), ("en", _("English"))],
        default="ru",
        help_text=_("In it the greeting, the date and sums are said."),
    )
    start = models.CharField(_("Beginning"), max_length=40, blank=True)
    nodes = models.JSONField(_("Steps"), default=dict, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def in_use(self) -> bool:
        return bool(self.nodes)

    @property
    def body(self) -> shape.Body:
        """What operators read."""
        return {"start": self.start, "nodes": self.nodes}

    @property
    def pauses(self) -> bool:
        """Whether it pauses the recording somewhere."""
        return any(node.get("pause") for node in self.nodes.values())

    def clean(self) -> None:
        super().clean()
        if self.nodes and (wrong := shape.faults(self.body)):
            raise ValidationError({"nodes": wrong})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What is put to use is an edition: calls that were led by an earlier one keep theirs."""
        super().save(*args, **kwargs)
        last = self.editions.last()
        if self.nodes and (last is None or last.body != self.body):
            self.editions.create(n=last.n + 1 if last else 1, body=self.body)


class ScriptDraft(models.Model):
    """A script as it is being drawn, kept with each change. `body` is None when there is nothing that is not in use.

    `edition` grows with each change and never falls back: who draws from an older one is told so.
    """

    script = models.OneToOneField(Script, on_delete=models.CASCADE, related_name="draft")
    body = models.JSONField(null=True)
    edition = models.PositiveIntegerField(default=0)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.script}: {self.edition}"


class ScriptEdition(models.Model):
    """A script as it was put to use for the nth time."""

    script = models.ForeignKey(Script, on_delete=models.CASCADE, related_name="editions")
    n = models.PositiveIntegerField()
    body = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["script", "n"], name="script_edition_once")]

    def __str__(self) -> str:
        return f"{self.script} {self.n}"

    def core(self) -> CoreScript:
        return shape.read(self.body, str(self.script_id))


class ScriptRun(models.Model):
    """How one call was led by a script: the steps left with their answers, kept with the call."""

    call = models.CharField(max_length=24)
    script = models.ForeignKey(Script, on_delete=models.PROTECT, related_name="runs")
    edition = models.ForeignKey(ScriptEdition, on_delete=models.PROTECT, related_name="runs")
    told = models.JSONField(default=list)
    """[[step, answer], …] in their order."""
    at = models.PositiveSmallIntegerField(default=0)
    """Which of them is open: as many as there are when it is the one that follows."""
    aside = models.JSONField(default=dict)
    """Answers by step that another answer has led away from: offered again where the way comes there."""
    version = models.PositiveIntegerField(default=0)
    seat = models.CharField(max_length=24, blank=True)
    """The page that changed it last."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    """When the last step was left."""

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "script"], name="script_run_once")]
        indexes: ClassVar = [models.Index(fields=["script", "begun_at"], name="script_run_begun")]

    def __str__(self) -> str:
        return f"{self.script} {self.call}"

    @property
    def way(self) -> Way:
        """How far the call was led."""
        return Way(tuple(Told(*one) for one in self.told), self.at, self.aside)
