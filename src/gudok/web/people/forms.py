from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.forms import time_zones
from gudok.web.people import lists
from gudok.web.people.models import Customer, Phone
from gudok.web.people.own.forms import PREFIX, OwnValueField
from gudok.web.people.own.models import OwnField
from gudok.web.routing.scores import ScoresField, core_id
from gudok.web.together import TogetherForm

if TYPE_CHECKING:
    from collections.abc import Iterable

MASKED = ("phones", "emails")
"""Who may not see them cannot change them either: masked ones would be saved."""


@cache
def language_codes() -> tuple[str, ...]:
    """The languages that can be chosen, without their regional kinds."""
    return tuple(sorted(code for code, info in LANG_INFO.items() if "name" in info and "-" not in code))


def languages() -> list[tuple[str, Any]]:
    found = [(code, get_language_info(code)["name_translated"]) for code in language_codes()]
    return [("", "—"), *sorted(found, key=lambda pair: str(pair[1]).casefold())]


def _zones() -> list[tuple[str, str]]:
    return [("", "—"), *time_zones()]


def _lines(label: Any, rows: int, text: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), help_text=text)


class CustomerForm(TogetherForm, forms.ModelForm):
    """A customer with numbers, e-mail addresses and addresses, one a line, and the centre's own fields."""

    company = forms.CharField(
        label=_("Company"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "companies", "autocomplete": "off"}),
        help_text=_("A name that is not known yet makes a new company."),
    )
    phones = _lines(_("Numbers"), 3, _("One a line, in any writing: 8 912 345-67-89 or +7 912 345-67-89."))
    emails = _lines(_("E-mail addresses"), 2, _("One a line."))
    addresses = _lines(_("Addresses"), 2, _("One a line."))
    language = forms.ChoiceField(label=_("Language"), choices=languages, required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=_zones, required=False)
    tags = forms.CharField(label=_("Tags"), required=False, max_length=2000, help_text=_("With commas between."))

    class Meta:
        model = Customer
        fields: ClassVar[tuple[str, ...]] = ("name", "code", "vip", "language", "time_zone", "note")
        widgets: ClassVar = {"note": forms.Textarea(attrs={"rows": 4})}

    field_order = (
        "name", "company", "code", "vip", "phones", "emails", "addresses", "language", "time_zone", "tags",
        "preferred", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, full_numbers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance if self.instance.pk else None
        if row and not full_numbers:
            for name in MASKED:
                del self.fields[name]
        if row:
            self.initial = dict(self.initial) | {
                "company": row.company.name if row.company else "",
                "phones": "\n".join(phone.shown for phone in row.phones.all()),
                "emails": "\n".join(email.address for email in row.emails.all()),
                "addresses": "\n".join(address.text for address in row.addresses.all()),
                "tags": ", ".join(tag.name for tag in row.tags.all()),
            }
        self.own = list(OwnField.objects.all())
        for one in self.own:
            kept = self.instance.own.get(one.code)
            self.fields[PREFIX + one.code] = OwnValueField(one, kept)
            self.initial[PREFIX + one.code] = kept

    def clean_phones(self) -> list[str]:
        """E.164 of each line, in order, doubles dropped; names the line that is no number or is somebody else's."""
        found = self._list("phones")
        self._refuse_taken(found)
        return found

    def clean_emails(self) -> list[str]:
        return self._list("emails")

    def clean_addresses(self) -> list[str]:
        return self._list("addresses")

    def clean_tags(self) -> list[str]:
        return lists.read_all("tags", self.cleaned_data["tags"].split(","))

    def clean(self) -> dict[str, Any]:
        """With `own`: the own fields' values as they are kept, those of fields that are no more among them."""
        cleaned = super().clean() or {}
        codes = [one.code for one in self.own]
        given = {code: cleaned.pop(PREFIX + code, None) for code in codes}
        others = {code: value for code, value in self.instance.own.items() if code not in given}
        cleaned["own"] = others | {code: value for code, value in given.items() if value is not None}
        return cleaned

    def _list(self, name: str) -> list[str]:
        return lists.read_all(name, self.cleaned_data[name].splitlines())

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
