"""How fields that every record has are read from what a page sends."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from gudok.web.drafts.saving import RefusedError
from gudok.web.people import numbers


def phone_of(text: str, *, may: bool) -> str:
    """A telephone number, E.164 or as it was written, for who sees numbers in full."""
    if not may:
        raise RefusedError(_("Who sees masked numbers cannot change them."))
    return (numbers.parse(text).e164 or text)[:40]


def row_of(rows: Any, text: str) -> Any:
    """The row a list was chosen from."""
    row = rows.filter(pk=text).first() if text.isdecimal() and len(text) < 18 else None
    if row is None:
        raise RefusedError(_("This cannot be chosen any more."))
    return row
