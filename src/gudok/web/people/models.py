"""Customers: who calls us."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.models import check_time_zone
from gudok.web.people import numbers
from gudok.web.people.companies.models import Company, Tag
from gudok.web.people.found import fit
from gudok.web.people.held.models import Erasure  # noqa: F401 Django finds them here
from gudok.web.people.merging.models import Merge  # noqa: F401
from gudok.web.people.own.models import OwnField  # noqa: F401
from gudok.web.people.tables.models import CustomerImport, ImportedFile  # noqa: F401


class Customer(models.Model):
    """Who calls. `preferred` and `forecasts`: scores of operators for this customer, by their ids in the core.

    `own`: values of the own fields by their codes, as `own.values` types them.
    """

    name = models.CharField(_("Customer's name"), max_length=120)
    company = models.ForeignKey(
        Company, verbose_name=_("Company"), null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    code = models.CharField(
        _("Customer's number"), max_length=20, null=True, blank=True, unique=True,
        help_text=_("One of our own, as in a contract. Who types it in a voice menu is known from any telephone."),
    )  # fmt: skip
    vip = models.BooleanField("VIP", default=False, help_text=_("A VIP's call is answered before all others."))
    language = models.CharField(_("Language"), max_length=12, blank=True)
    """As in BCP 47: ru, en, zh-hans."""
    time_zone = models.CharField(_("Time zone"), max_length=64, blank=True, validators=[check_time_zone])
    tags = models.ManyToManyField(Tag, verbose_name=_("Tags"), blank=True, related_name="people")
    note = models.TextField(_("Note"), blank=True)
    own = models.JSONField(_("Own fields"), default=dict, blank=True)
    preferred = models.JSONField(_("Preferred operators"), default=dict, blank=True)
    forecasts = models.JSONField(_("Forecasts"), default=dict, blank=True)
    since = models.DateTimeField(default=timezone.now, editable=False)
    name_key = models.CharField(max_length=240, db_index=True, editable=False, default="")
    found_by = models.TextField(editable=False, default="")

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [models.Index(fields=["name"], name="customer_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        fit(self)
        super().save(*args, **kwargs)


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


class Email(models.Model):
    """An e-mail address, in small letters. A family or an office may share one."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="emails")
    address = models.CharField(_("Email"), max_length=254, db_index=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "address"], name="email_once")]

    def __str__(self) -> str:
        return self.address


class Address(models.Model):
    """Where a customer lives or works, as it was written."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="addresses")
    text = models.CharField(_("Address"), max_length=300)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.text
