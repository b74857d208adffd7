"""The words the form's script says."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gudok.web.drafts import wire


def words() -> dict[str, str]:
    return wire.words() | {
        "remove": _("Take the line out"),
        "quantity": _("Quantity"),
        "discount": _("Discount in percent"),
        "conflict_gone": _("{name}: {who} has taken the line out meanwhile; yours was “{mine}”."),
    }
