"""A record's form that two people may have open: what the other saved meanwhile is kept, or asked about, never lost.

The page remembers what it showed (`seen`). A field that only the other changed stays the other's; one that both changed
differently is refused once, with the other's value told: saved again, it is written over knowingly.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

T = TypeVar("T", bound="Model")
LONGEST = 200
"""Letters of the other's value that are told."""


def held(model: type[T], pk: int | None) -> T | None:
    """The row, kept from all others till the transaction's end; None for one that is not made yet. Raises Http404."""
    return get_object_or_404(model._default_manager.select_for_update(), pk=pk) if pk else None


def tell_kept(request: HttpRequest, form: TogetherForm) -> None:
    """Say which fields stay as somebody else has made them meanwhile."""
    if form.kept:
        names = ", ".join(form.kept)
        messages.info(request, _("Somebody else has changed meanwhile, and it stays so: %(names)s") % {"names": names})


class TogetherForm(forms.Form):
    """A form of a record whose fields are texts, choices or ticks. `kept`: labels of what stayed the other's."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept: list[str] = []
        self.clashes: dict[str, str] = {}

    def full_clean(self) -> None:
        # Not in the constructor: forms that add fields or initial values of their own do so after it.
        if self.is_bound:
            self._merge({name: self.data.get(name) for name in self.data})
        super().full_clean()
        for name, theirs in self.clashes.items():
            self.add_error(name, self._told(theirs))

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        return self._shown() if field_name == "seen" else super().get_initial_for_field(field, field_name)

    def _merge(self, data: dict[str, Any]) -> None:
        was = self._remembered(data.get("seen", ""))
        for name, theirs in self._texts().items() if was else ():
            mine = self._typed(data, name)
            if theirs in (was.get(name, theirs), mine):
                continue
            if mine == was[name]:
                self._put(data, name, theirs)
                self.kept.append(str(self.fields[name].label))
            else:
                self.clashes[name] = theirs
        data["seen"] = self._shown()
        self.data = data

    def _texts(self) -> dict[str, str]:
        """Every field as the record has it now, in the writing of a form."""
        names = [name for name in self.fields if name != "seen"]
        return {
            name: self._text(self.fields[name], self.get_initial_for_field(self.fields[name], name)) for name in names
        }

    def _shown(self) -> str:
        return json.dumps(self._texts(), ensure_ascii=False, sort_keys=True)

    @staticmethod
    def _text(field: forms.Field, value: Any) -> str:
        if isinstance(field.widget, forms.CheckboxInput):
            return "on" if value else ""
        written = field.widget.format_value(field.prepare_value(value))
        found = written[0] if isinstance(written, list) and written else written
        return str(found or "").replace("\r\n", "\n")

    def _typed(self, data: dict[str, Any], name: str) -> str:
        found = str(data.get(self.add_prefix(name)) or "").replace("\r\n", "\n")
        return "on" if found and isinstance(self.fields[name].widget, forms.CheckboxInput) else found

    def _put(self, data: dict[str, Any], name: str, text: str) -> None:
        if text or not isinstance(self.fields[name].widget, forms.CheckboxInput):
            data[self.add_prefix(name)] = text
        else:
            data.pop(self.add_prefix(name), None)

    @staticmethod
    def _remembered(text: str) -> dict[str, str]:
        """What the page showed; nothing for a program that did not open it."""
        try:
            found = json.loads(text)
        except ValueError:
            return {}
        return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}

    @staticmethod
    def _told(theirs: str) -> ValidationError:
        if not theirs:
            return ValidationError(_("Somebody has emptied this meanwhile. Save once more to write yours."))
        return ValidationError(
            _("Somebody has changed this meanwhile to: %(theirs)s. Save once more to write yours over it."),
            params={"theirs": theirs[:LONGEST]},
        )
