"""An order with its lines and its history. Names and prices are those of the moment a line was written."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gudok.web.drafts.models import Counter, FieldChange, Kept, Open
from gudok.web.orders.choices import DeliveryKind, OrderStatus, PaymentKind
from gudok.web.orders.sums import Line


class OrderCount(Counter):
    """Counts placed orders."""


class Order(Kept):
    """A draft until it is placed: then it has its number and a status, and each change stands in its history."""

    number = models.PositiveIntegerField(_("Number"), null=True, unique=True)
    call = models.CharField(max_length=24, blank=True, db_index=True)
    """The call during which it was taken; its draft is the call's, whoever has the call in hand."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="orders")
    customer = models.ForeignKey(
        "people.Customer", null=True, blank=True, on_delete=models.SET_NULL, related_name="orders"
    )
    name = models.CharField(_("Who"), max_length=120, blank=True)
    phone = models.CharField(_("Number"), max_length=40, blank=True)
    """E.164, or as it was written."""
    delivery = models.ForeignKey(DeliveryKind, verbose_name=_("Delivery"), null=True, on_delete=models.PROTECT)
    payment = models.ForeignKey(PaymentKind, verbose_name=_("Payment"), null=True, on_delete=models.PROTECT)
    address = models.CharField(_("Address"), max_length=300, blank=True)
    wished = models.CharField(_("Wished time"), max_length=120, blank=True)
    comment = models.TextField(_("Comment"), blank=True)
    discount = models.PositiveSmallIntegerField(_("Discount in percent"), default=0)
    delivery_kopecks = models.PositiveIntegerField(default=0)
    """What delivery cost when its kind was chosen."""
    total = models.PositiveBigIntegerField(_("Total"), default=0)
    """Kopecks, as `sums` has it."""
    status = models.ForeignKey(OrderStatus, verbose_name=_("Status"), null=True, on_delete=models.PROTECT)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call"], condition=Q(placed_at=None) & ~Q(call=""), name="order_draft_of_call"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["status", "-id"], name="order_status"),
            models.Index(fields=["placed_at"], name="order_placed"),
            models.Index(fields=["phone"], name="order_phone"),
        ]

    def __str__(self) -> str:
        return f"№\u00a0{self.number}" if self.number else self.name or str(_("Draft of an order"))


class OrderLine(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    key = models.CharField(max_length=16)
    """Made by who writes the line, so that writing it twice is writing it once."""
    good = models.ForeignKey("catalogue.Good", on_delete=models.PROTECT, related_name="+")
    article = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=20, blank=True)
    kopecks = models.PositiveBigIntegerField()
    quantity = models.PositiveBigIntegerField(default=1000)
    """Thousandths."""
    discount = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["order", "key"], name="order_line_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def sum(self) -> Line:
        return Line(self.kopecks, self.quantity, self.discount)


class OrderChange(FieldChange):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="changes")


class Editing(Open):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="editing")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["order", "user"], name="order_editing_once")]
