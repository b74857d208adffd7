"""The filter of the list of orders, kept in the address, and its columns."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gudok.web.lists.tables import Table, shown
from gudok.web.orders import queries
from gudok.web.orders.choices import OrderStatus

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from gudok.web.orders.models import Order

COLUMNS = {
    "number": _("Number"),
    "placed": _("Placed"),
    "status": _("Status"),
    "customer": _("Customer"),
    "phone": _("Telephone"),
    "total": _("Total"),
    "delivery": _("Delivery"),
    "payment": _("Payment"),
    "address": _("Address"),
    "wished": _("Wished time"),
    "author": _("Taken by"),
    "comment": _("Comment"),
}
USUAL: tuple[str, ...] = ("number", "placed", "status", "customer", "phone", "total", "delivery", "author")
TABLE = Table(
    "orders",
    "orders",
    ("orders.take", "orders.see"),
    COLUMNS,
    USUAL,
    "orders_export",
    "orders.export",
    "orders.exported",
)


class OrderFilter(forms.Form):
    q = forms.CharField(label=_("Number, name or telephone"), required=False, max_length=120)
    status = forms.ChoiceField(label=_("Status"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    show = forms.ChoiceField(
        label=_("Shown"),
        required=False,
        choices=[("", _("placed")), ("own", _("taken by me")), ("drafts", _("drafts"))],
    )

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        names = [(status.code, status.name) for status in OrderStatus.objects.all()]
        self.fields["status"].choices = [("", _("all")), *names]  # type: ignore[attr-defined]
        self.is_valid()
        self.chosen = {name: value for name, value in self.cleaned_data.items() if value}
        self.shown = shown(asked, TABLE)

    def narrow(self, user: Any, *, masked: bool) -> QuerySet[Order]:
        """What this person sees of it, the newest first."""
        chosen = self.chosen
        found = queries.orders_seen(user).select_related("status", "delivery", "payment", "author", "customer")
        found = found.filter(placed_at__isnull=chosen.get("show") == "drafts")
        if chosen.get("show") == "own":
            found = found.filter(author=user)
        if "q" in chosen:
            found = queries.find(found, chosen["q"], masked=masked)
        if "status" in chosen:
            found = found.filter(status__code=chosen["status"])
        if "since" in chosen:
            found = found.filter(created_at__date__gte=chosen["since"])
        if "until" in chosen:
            found = found.filter(created_at__date__lt=chosen["until"] + timedelta(days=1))
        return found.order_by("-id")
