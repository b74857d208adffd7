"""Goods and services: what can be ordered, in a tree of categories, each with the history of its price."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.web.catalogue.imports.models import GoodsImport  # noqa: F401 Django finds it here
from gudok.web.finding.counted import Counted, new_mark  # noqa: F401 the migrations find the mark here


class Category(models.Model):
    """A branch of the tree; its path is the names from the root on."""

    name = models.CharField(_("Name"), max_length=80)
    parent = models.ForeignKey(
        "self", verbose_name=_("Within"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    place = models.PositiveSmallIntegerField(_("Place in the list"), default=100)

    class Meta:
        ordering: ClassVar = ["place", "name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "name"], name="category_once"),
            # To a database, no parent is like no other.
            models.UniqueConstraint(fields=["name"], condition=models.Q(parent=None), name="root_category_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Goods(models.QuerySet["Good"]):
    def priced(self) -> Self:
        """With `kopecks`: the price now, None where there is none yet."""
        now = Price.objects.filter(good=OuterRef("pk"), since__lte=timezone.now()).order_by("-since", "-id")
        return self.annotate(kopecks=Subquery(now.values("kopecks")[:1]))


class Good(models.Model):
    """One thing or service. Never deleted, for orders name it: what is sold no more is not active."""

    article = models.CharField(_("Article number"), max_length=40, unique=True)
    name = models.CharField(_("Name"), max_length=200)
    category = models.ForeignKey(
        Category, verbose_name=_("Category"), null=True, blank=True, on_delete=models.PROTECT, related_name="goods"
    )
    unit = models.CharField(_("Unit"), max_length=20, blank=True)
    service = models.BooleanField(_("A service"), default=False)
    stock = models.BigIntegerField(_("In stock"), null=True, blank=True)
    """Thousandths of the unit; None where stock is not kept."""
    active = models.BooleanField(_("Can be ordered"), default=True)
    edition = models.PositiveBigIntegerField(default=0, editable=False, db_index=True)
    """The shelf's count at its last change: who has read up to n reads on from there."""

    kopecks: int | None
    """The price, where rows were read with `priced`."""

    objects = Goods.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [
            models.Index(fields=["name"], name="good_name"),
            models.Index(fields=["active", "name"], name="good_active"),
        ]

    def __str__(self) -> str:
        return self.name


class Price(models.Model):
    """A price from a moment on, until the next one."""

    good = models.ForeignKey(Good, on_delete=models.CASCADE, related_name="prices")
    kopecks = models.PositiveBigIntegerField()
    since = models.DateTimeField(default=timezone.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-since", "-id"]
        indexes: ClassVar = [models.Index(fields=["good", "since"], name="price_since")]

    def __str__(self) -> str:
        return f"{self.good_id} {self.kopecks}"


class Shelf(Counted):
    """The one row that counts changes of goods."""


def price_now(good: Any) -> int | None:
    """The price in kopecks that stands now."""
    row = Good.objects.priced().filter(pk=good.pk).first()
    return row.kopecks if row else None
