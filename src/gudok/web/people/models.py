"""Customers: who calls us."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.web.people import numbers


class Customer(models.Model):
    """Who calls. `preferred` and `forecasts`: scores of operators for this customer, by their ids in the core."""

    name = models.CharField(_("Customer's name"), max_length=120)
    company = models.CharField(_("Company"), max_length=120, blank=True)
    code = models.CharField(
        _("Customer's number"), max_length=20, null=True, blank=True, unique=True,
        help_text=_("One of our own, as in a contract. Who types it in a voice menu is known from any telephone."),
    )  # fmt: skip
    vip = models.BooleanField("VIP", default=False, help_text=_("A VIP's call is answered before all others."))
    note = models.TextField(_("Note"), blank=True)
    preferred = models.JSONField(_("Preferred operators"), default=dict, blank=True)
    forecasts = models.JSONField(_("Forecasts"), default=dict, blank=True)
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [models.Index(fields=["name"], name="customer_name")]

    def __str__(self) -> str:
        return self.name


class Phone(models.Model):
    """One number of one customer. E.164 and unique, so a caller's number finds at most one customer."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="phones")
    e164 = models.CharField(_("Number"), max_length=16, unique=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        return numbers.show(self.e164)
