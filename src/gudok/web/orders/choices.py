"""What an order is chosen from, rows of the set-up: kinds of delivery and payment, statuses with moves, the rules."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gudok.web.setup.codes import Choice


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
