from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gudok.web.people import numbers
from gudok.web.people.models import Customer, Phone
from gudok.web.routing.scores import ScoresField, core_id

if TYPE_CHECKING:
    from collections.abc import Iterable


class CustomerForm(forms.ModelForm):
    """A customer with numbers, one a line, in any writing."""

    phones = forms.CharField(
        label=_("Numbers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, in any writing: 8 912 345-67-89 or +7 912 345-67-89."),
    )

    class Meta:
        model = Customer
        fields: ClassVar[tuple[str, ...]] = ("name", "company", "code", "vip", "note")
        widgets: ClassVar = {"note": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, full_numbers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not full_numbers:
            # Who may not see a number cannot change it either: masked ones would be saved.
            del self.fields["phones"]
        elif self.instance.pk:
            self.initial["phones"] = "\n".join(phone.shown for phone in self.instance.phones.all())

    def clean_phones(self) -> list[str]:
        """E.164 of each line, in order, doubles dropped; names the line that is no number or is somebody else's."""
        lines = [line.strip() for line in self.cleaned_data["phones"].splitlines() if line.strip()]
        found = list(dict.fromkeys(self._read(line) for line in lines))
        self._refuse_taken(found)
        return found

    def _read(self, line: str) -> str:
        e164 = numbers.parse(line).e164
        if not e164:
            raise ValidationError(_("This is not a telephone number: %(line)s"), params={"line": line})
        return e164

    def _refuse_taken(self, found: Iterable[str]) -> None:
        others = Phone.objects.filter(e164__in=list(found)).exclude(customer_id=self.instance.pk)
        taken = others.select_related("customer").first()
        if taken:
            raise ValidationError(
                _("%(number)s already belongs to %(customer)s."),
                params={"number": taken.shown, "customer": taken.customer.name},
            )


class CardForm(CustomerForm):
    """The same with the operators whom the customer prefers."""

    preferred = ScoresField(core_id)

    class Meta(CustomerForm.Meta):
        fields: ClassVar[tuple[str, ...]] = (*CustomerForm.Meta.fields, "preferred")

    field_order = ("name", "company", "code", "vip", "phones", "preferred", "note")
