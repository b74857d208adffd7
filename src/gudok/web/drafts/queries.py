"""Reading records that are taken while one talks: who else has one open, and the search by what people know of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from gudok.web.people import numbers

if TYPE_CHECKING:
    from gudok.web.drafts.models import Record

OPEN_FOR = timedelta(seconds=10)
"""Who has not said for so long that the form is open has closed it."""


def others_editing(user: Any, record: Record) -> list[str]:
    """The names of those who have it open besides this person."""
    since = timezone.now() - OPEN_FOR
    rows = record.editing.filter(seen_at__gte=since).exclude(user=user).select_related("user")
    return [str(row.user) for row in rows]


def seen_editing(user: Any, record: Record) -> None:
    """This person has the record open now."""
    record.editing.update_or_create(user=user, defaults={"seen_at": timezone.now()})


def matching(text: str, *texts: str, masked: bool) -> Q:
    """Those whose number, name, company, telephone number, or one of `texts` has the text.

    Who sees masked numbers finds only whole ones.
    """
    text = text.strip().removeprefix("№").strip()
    match = Q(phone=numbers.parse(text).e164 or "-")
    if text.isdecimal() and len(text) < 10:
        match |= Q(number=int(text))
    # SQLite compares only Latin letters without regard to case, so the usual writings of a name are tried too.
    for written in {text, text.lower(), text.capitalize(), text.title()}:
        for field in ("name", "customer__company__name", *texts):
            match |= Q(**{f"{field}__icontains": written})
    digits = "".join(filter(str.isdigit, text))
    if len(digits) >= 4 and not masked:
        match |= Q(phone__contains=digits)
    return match
