"""The words the form's script says."""

from __future__ import annotations

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    return {
        "draft": _("draft"),
        "saving": _("Saving…"),
        "saved": _("Saved {time} ✓"),
        "not_saved": _("Not saved; a copy is kept in the browser"),
        "no_answer": _("No answer from the server. Nothing has changed."),
        "others": _("Also open at: {names}"),
        "remove": _("Take the line out"),
        "quantity": _("Quantity"),
        "discount": _("Discount in percent"),
        "conflict": _("{name}: {who} has saved “{theirs}” meanwhile, you have “{mine}”."),
        "conflict_gone": _("{name}: {who} has taken the line out meanwhile; yours was “{mine}”."),
        "keep_mine": _("Keep mine"),
        "take_theirs": _("Take theirs"),
    }
