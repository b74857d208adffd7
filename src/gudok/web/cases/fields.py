"""The fields of a case by the names a page sends: how each is read and shown."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.forms import DateTimeField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.cases import queries
from gudok.web.cases.choices import WANTED, CaseKind, Service
from gudok.web.cases.models import Case
from gudok.web.drafts.fields import phone_of, row_of
from gudok.web.drafts.saving import RefusedError
from gudok.web.people import numbers

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

TEXTS = {"name": 120, "subject": 200, "text": 10_000, "wanted": 2_000, "reply": 10_000}
LONG = frozenset({"text", "wanted", "reply"})
SENSIBLE = (2000, 2200)
"""Years of deadlines: at the ends of the calendar no time can be shown in another zone."""
CHOICES: dict[str, Any] = {"severity": Case.Severity, "how": Case.How}
ROWS = frozenset({"kind", "service", "owner", "order"})
NAMES: dict[str, StrPromise] = WANTED | {
    "kind": gettext_lazy("Kind"),
    "severity": gettext_lazy("Severity"),
    "owner": gettext_lazy("Responsible"),
    "due": gettext_lazy("Deadline"),
    "reply": gettext_lazy("Reply"),
    "how": gettext_lazy("How it was answered"),
}
"""Every field that can be written."""
STEPS: dict[str, StrPromise] = {
    "state": gettext_lazy("State"),
    "climbed": gettext_lazy("Overdue, gone to the next responsible"),
    "reopened": gettext_lazy("Opened again"),
    "request": gettext_lazy("Request to a service"),
    "task": gettext_lazy("Call planned"),
    "file": gettext_lazy("File added"),
}
"""What else stands in the history."""


def place_of(name: str) -> str:
    if name not in NAMES:
        raise RefusedError(name)
    return name


def read(name: str, text: str, user: Any, case: Case) -> Any:
    """The value behind what was sent; RefusedError for what cannot be, or may not."""
    if name in queries.locked_fields(user, case) - {"phone"}:
        raise RefusedError(_("You may not change this."))
    text = text.replace("\0", "")
    if name in TEXTS:
        return (text if name in LONG else text.strip())[: TEXTS[name]]
    if name == "phone":
        return phone_of(text.strip(), may="phone" not in queries.locked_fields(user, case))
    if name == "due":
        return _moment(text)
    if name in CHOICES:
        if text not in CHOICES[name].values and (text or name == "severity"):
            raise RefusedError(_("This cannot be chosen any more."))
        return text
    if name == "kind" and not text and not case.draft:
        raise RefusedError(_("A registered case has a kind."))
    return row_of(_rows(name, user), text) if text else None


def _rows(name: str, user: Any) -> Any:
    return {
        "kind": lambda: CaseKind.objects.filter(enabled=True),
        "service": lambda: Service.objects.filter(enabled=True),
        "owner": queries.responsible,
        "order": lambda: queries.orders_for(user),
    }[name]()


def _moment(text: str) -> datetime | None:
    """A time of the person's zone, or none."""
    try:
        found: datetime | None = DateTimeField(required=False).clean(text)
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    if found is not None and not SENSIBLE[0] <= found.year < SENSIBLE[1]:
        raise RefusedError(_("Choose when."))
    return found


def current(case: Case, name: str) -> Any:
    return case.due_at if name == "due" else getattr(case, name)


def shown(name: str, value: Any) -> str:
    """A value as it stands in the form (a row by its key)."""
    if name == "phone":
        return numbers.show(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
    return "" if value is None else str(getattr(value, "pk", value))


def told(name: str, value: Any) -> str:
    """The same as people read it in the history."""
    if value in (None, ""):
        return ""
    if name in CHOICES:
        return str(CHOICES[name](value).label)
    if name == "due":
        return timezone.localtime(value).strftime("%d.%m.%Y %H:%M")
    return str(value) if name in ROWS else shown(name, value)
