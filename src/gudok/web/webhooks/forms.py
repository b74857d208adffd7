from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gudok.web.api.feed import KINDS
from gudok.web.webhooks.address import check_url
from gudok.web.webhooks.models import Subscription

if TYPE_CHECKING:
    from gudok.web.accounts.models import User


def _choices() -> list[tuple[str, str]]:
    return [(kind, kind) for kind in KINDS]


class SubscriptionForm(forms.ModelForm):
    """A subscription; customers' numbers in full only for a maker who sees them."""

    url = forms.URLField(
        label=_("Address"), max_length=500, assume_scheme="https", help_text=_("Events are sent there with POST.")
    )
    kinds = forms.MultipleChoiceField(
        label=_("Events"),
        choices=_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: all of them."),
    )

    class Meta:
        model = Subscription
        fields = ("name", "url", "kinds", "queue", "full_numbers", "active")

    def __init__(self, *args: Any, maker: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.maker = maker

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        try:
            check_url(url, settings.GUDOK.api.private_webhooks)
        except ValueError as error:
            raise ValidationError(_("This address cannot be used: %(why)s"), params={"why": error}) from None
        return url

    def clean_full_numbers(self) -> bool:
        wants = self.cleaned_data["full_numbers"]
        if wants and not self.instance.full_numbers and self.maker and not self.maker.has_perm("customers.see_numbers"):
            raise ValidationError(_("Only who sees numbers in full may send them."))
        return wants
