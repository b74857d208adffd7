"""Rows of voice menus: the flow that callers walk, what it uses, and the draft somebody is working at."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from gudok.core.ivr.flow import STEPS
from gudok.web.ivr import shape
from gudok.web.setup.codes import Coded


class Flow(Coded):
    """A voice menu. `start`, `nodes` and `steps` are what callers walk: see `web.ivr.shape`. A draft has no nodes."""

    name = models.CharField(_("Name"), max_length=60, unique=True)
    start = models.CharField(_("Beginning"), max_length=40, blank=True)
    nodes = models.JSONField(_("Nodes"), default=dict, blank=True)
    steps = models.PositiveSmallIntegerField(_("Steps at the most"), default=STEPS)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def core_id(self) -> str:
        return f"f{self.pk}"

    @property
    def in_use(self) -> bool:
        return bool(self.nodes)

    @property
    def body(self) -> shape.Body:
        """What callers walk."""
        return shape.body(self.start, self.nodes, self.steps)

    def clean(self) -> None:
        super().clean()
        if self.nodes:
            wrong = shape.faults(self.body)
            if wrong:
                raise ValidationError({"nodes": wrong})
        elif self.pk and self.numbers.exists():
            raise ValidationError({"nodes": _("Numbers lead here: it cannot be empty.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note what it uses besides: that cannot be deleted then."""
        super().save(*args, **kwargs)
        FlowUse.objects.filter(flow=self).delete()
        FlowUse.objects.bulk_create(FlowUse(flow=self, **{name: row}) for name, row in shape.used_rows(self.body))


class FlowUse(models.Model):
    """One thing that a flow in use names."""

    flow = models.ForeignKey(Flow, on_delete=models.CASCADE, related_name="uses")
    queue = models.ForeignKey("setup.Queue", null=True, on_delete=models.PROTECT, related_name="+")
    schedule = models.ForeignKey("setup.Schedule", null=True, on_delete=models.PROTECT, related_name="+")
    prompt = models.ForeignKey("setup.Prompt", null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.flow)


class FlowDraft(models.Model):
    """A flow as it is being drawn, kept with each change. `body` is None when there is nothing that is not in use.

    `edition` grows with each change and never falls back: who draws from an older one is told so.
    """

    flow = models.OneToOneField(Flow, on_delete=models.CASCADE, related_name="draft")
    body = models.JSONField(null=True)
    edition = models.PositiveIntegerField(default=0)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.flow}: {self.edition}"
