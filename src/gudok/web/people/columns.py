"""The columns of the list of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.web.lists.tables import Table
from gudok.web.people.lists import mask_email
from gudok.web.people.numbers import mask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gudok.web.people.models import Customer

TABLE = Table(
    "customers",
    "people",
    ("customers.see",),
    {
        "name": _("Customer's name"),
        "company": _("Company"),
        "phones": _("Numbers"),
        "emails": _("Email"),
        "tags": _("Tags"),
        "vip": "VIP",
        "code": _("Customer's number"),
        "language": _("Language"),
        "since": _("Customer since"),
        "note": _("Note"),
    },
    ("name", "company", "phones", "emails", "tags", "vip"),
    "customers_file",
    "people.transfer",
    "customers.exported",
)


def cells(row: Customer, shown: Sequence[str], *, masked: bool) -> list[Any]:
    """A customer's line of a file."""
    values: dict[str, Any] = {
        "name": row.name,
        "company": str(row.company or ""),
        "phones": ", ".join(mask(one.shown) if masked else one.shown for one in row.phones.all()),
        "emails": ", ".join(mask_email(one.address) if masked else one.address for one in row.emails.all()),
        "tags": ", ".join(str(tag) for tag in row.tags.all()),
        "vip": "VIP" if row.vip else "",
        "code": row.code or "",
        "language": row.language,
        "since": f"{timezone.localtime(row.since):%Y-%m-%d %H:%M}",
        "note": row.note,
    }
    return [values[name] for name in shown]
