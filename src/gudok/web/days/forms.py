"""Which day and which queue, as they stand in the address bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.web.calls.filters import DAYS

if TYPE_CHECKING:
    import datetime as dt

    from gudok.web.accounts.scope import Scope


class DayForm(forms.Form):
    """Both optional; an impossible value is an error of its field, and the page shows today, every queue."""

    date = forms.DateField(
        label=_("Day"), required=False, validators=DAYS, widget=forms.DateInput(attrs={"type": "date"})
    )
    of = forms.ChoiceField(label=_("Queue"), required=False)

    def __init__(self, data: Any, names: dict[str, str], scope: Scope | None) -> None:
        super().__init__(data)
        seen = [(id_, name) for id_, name in sorted(names.items(), key=lambda one: one[1]) if id_.startswith("q")]
        if scope is not None:
            seen = [(id_, name) for id_, name in seen if id_ in scope.queues]
        self.fields["of"].choices = [("", _("All queues")), *seen]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def day(self) -> dt.date:
        return self.cleaned_data.get("date") or timezone.localdate()

    @property
    def queue(self) -> str:
        """The core's id, or nothing for all."""
        return str(self.cleaned_data.get("of") or "")
