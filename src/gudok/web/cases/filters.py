"""The filter of the list of cases, kept in the address, and its columns."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gudok.web.cases import queries
from gudok.web.cases.choices import CaseKind, Service
from gudok.web.cases.models import Case

if TYPE_CHECKING:
    from django.db.models import QuerySet

COLUMNS = {
    "number": _("Number"),
    "placed": _("Registered"),
    "kind": _("Kind"),
    "subject": _("Subject"),
    "severity": _("Severity"),
    "state": _("State"),
    "due": _("Deadline"),
    "owner": _("Responsible"),
    "service": _("Service"),
    "customer": _("Customer"),
    "phone": _("Telephone"),
    "order": _("Order"),
    "author": _("Taken by"),
    "wanted": _("What is wanted"),
    "reply": _("Reply"),
}
USUAL = ("number", "placed", "kind", "subject", "severity", "state", "due", "owner", "service", "customer")
SHOW = {
    "": _("registered"),
    "late": _("past their deadline"),
    "mine": _("I am responsible"),
    "own": _("taken by me"),
    "drafts": _("drafts"),
}


class CaseFilter(forms.Form):
    q = forms.CharField(label=_("Number, name, telephone or subject"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *Case.State.choices])
    service = forms.ChoiceField(label=_("Service"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    show = forms.ChoiceField(label=_("Shown"), required=False, choices=SHOW.items)
    columns = forms.MultipleChoiceField(
        label=_("Columns"), required=False, choices=COLUMNS.items, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("kind", CaseKind), ("service", Service)):
            names = [(row.code, str(row)) for row in model.objects.all()]
            self.fields[name].choices = [("", _("all")), *names]  # type: ignore[attr-defined]
        self.is_valid()
        self.chosen = {name: value for name, value in self.cleaned_data.items() if value and name != "columns"}
        chosen = self.cleaned_data.get("columns") or USUAL
        self.shown = [name for name in COLUMNS if name in chosen]

    def narrow(self, user: Any, *, masked: bool) -> QuerySet[Case]:
        """What this person sees of it, the newest first; of what is overdue the longest overdue."""
        chosen = self.chosen
        found = queries.cases_seen(user).select_related("kind", "owner", "service", "author", "customer", "order")
        show = chosen.get("show", "")
        found = found.filter(placed_at__isnull=show == "drafts")
        if show == "late":
            found = queries.overdue(found)
        if show in {"mine", "own"}:
            found = found.filter(**{"owner" if show == "mine" else "author": user})
        if "q" in chosen:
            found = queries.find(found, chosen["q"], masked=masked)
        wanted = {"kind__code": "kind", "service__code": "service", "state": "state"}
        found = found.filter(**{field: chosen[name] for field, name in wanted.items() if name in chosen})
        if "since" in chosen:
            found = found.filter(created_at__date__gte=chosen["since"])
        if "until" in chosen:
            found = found.filter(created_at__date__lt=chosen["until"] + timedelta(days=1))
        return found.order_by("due_at", "-id") if show == "late" else found.order_by("-id")
