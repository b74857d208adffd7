from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gudok.web.joined.addresses import VARIABLES, check
from gudok.web.joined.mapping import FIELDS, read_ways, write_ways
from gudok.web.joined.models import Inward, ScreenPop

if TYPE_CHECKING:
    from gudok.web.accounts.models import User


class PopForm(forms.ModelForm):
    class Meta:
        model = ScreenPop
        fields = ("address", "when")

    known = ", ".join(f"{{{name}}}" for name in VARIABLES)

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if address:
            try:
                check(address)
            except ValueError as error:
                raise ValidationError(str(error)) from None
        return address


class InwardForm(forms.ModelForm):
    """A line for each field: `number = contact.phones.0`. To make customers needs the right to change them."""

    ways = forms.CharField(
        label=_("Where each field stands"),
        widget=forms.Textarea({"rows": 5}),
        help_text=_("A line for each: number = contact.phones.0. A task has %(task)s, a customer %(customer)s.")
        % {"task": ", ".join(FIELDS["task"]), "customer": ", ".join(FIELDS["customer"])},
    )

    class Meta:
        model = Inward
        fields = ("name", "makes", "queue", "active")

    field_order = ("name", "makes", "ways", "queue", "active")

    def __init__(self, *args: Any, maker: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.maker = maker
        self.initial["ways"] = write_ways(self.instance.fields)

    def clean_makes(self) -> str:
        makes: str = self.cleaned_data["makes"]
        needs = "customers.change" if makes == Inward.Makes.CUSTOMER else "tasks.use"
        if not self.maker.has_perm(needs):
            raise ValidationError(_("You have no right to make this yourself."))
        return makes

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        try:
            values["fields"] = read_ways(values.get("ways", ""), values.get("makes", ""))
        except ValueError as error:
            raise ValidationError({"ways": str(error)}) from None
        if values.get("makes") == Inward.Makes.TASK and not values.get("queue"):
            raise ValidationError({"queue": _("A task needs a queue.")})
        return values
