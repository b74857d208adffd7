"""Forms of what orders are chosen from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gudok.web.catalogue import money
from gudok.web.catalogue.forms import Amount
from gudok.web.orders.choices import DeliveryKind, OrderRules, OrderStatus, PaymentKind

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

NAMED = ("name_ru", "name_en", "place", "enabled")


class DeliveryForm(forms.ModelForm):
    kopecks = Amount(money.kopecks, money.plain_money, label=_("Costs, roubles"))

    class Meta:
        model = DeliveryKind
        fields = (*NAMED, "kopecks", "needs_address")


class PaymentForm(forms.ModelForm):
    class Meta:
        model = PaymentKind
        fields = NAMED


class StatusCodes(forms.MultipleChoiceField):
    """Codes of statuses; which there are is asked when the field is drawn or checked, not when the form is made."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: Any) -> bool:
        return OrderStatus.objects.filter(code=value).exists()

    def get_bound_field(self, form: Any, field_name: str) -> BoundField:
        self.widget.choices = [(row.code, row.name) for row in OrderStatus.objects.all()]
        return super().get_bound_field(form, field_name)


class StatusForm(forms.ModelForm):
    next_take = StatusCodes(label=_("Who takes orders moves on to"), required=False)
    next_manage = StatusCodes(label=_("Who manages orders moves on to"), required=False)

    class Meta:
        model = OrderStatus
        fields = (*NAMED, "final", "next_take", "next_manage")


class RulesForm(forms.ModelForm):
    class Meta:
        model = OrderRules
        fields = ("most_discount",)
