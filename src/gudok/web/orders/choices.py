"""What an order is chosen from, rows of the set-up: kinds of delivery and payment, statuses with moves, the rules."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gudok.web.setup.codes import Coded


class Choice(Coded):
    """A row of a list, named in both languages."""

    name_ru = models.CharField(_("Name in Russian"), max_length=60)
    name_en = models.CharField(_("Name in English"), max_length=60)
    place = models.PositiveSmallIntegerField(_("Place in the list"), default=100)
    enabled = models.BooleanField(_("Can be chosen"), default=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["place", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the page."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_ru


class DeliveryKind(Choice):
    kopecks = models.PositiveIntegerField(_("Costs, roubles"), default=0)
    needs_address = models.BooleanField(_("Needs an address"), default=True)


class PaymentKind(Choice):
    pass


class OrderStatus(Choice):
    """The first in the list is a new order's. `next_…`: codes of statuses an order may be moved to from here."""

    final = models.BooleanField(_("Nothing is changed any more"), default=False)
    next_take = models.JSONField(_("Who takes orders moves on to"), default=list, blank=True)
    next_manage = models.JSONField(_("Who manages orders moves on to"), default=list, blank=True)


class OrderRules(models.Model):
    """The one row of rules."""

    most_discount = models.PositiveSmallIntegerField(
        _("Largest discount, %"),
        default=10,
        validators=[MaxValueValidator(100)],
        help_text=_("For those with the right to give discounts: of a line, and of the whole order."),
    )

    def __str__(self) -> str:
        return str(_("Rules of orders"))


def the_rules() -> OrderRules:
    return OrderRules.objects.get_or_create(pk=1)[0]
