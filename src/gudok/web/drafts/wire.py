"""What the script of a form sends and gets; all answers are JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gudok.web.drafts.merge import Change

if TYPE_CHECKING:
    from django.http import QueryDict

    from gudok.web.drafts.saving import Saving

MOST_CHANGES = 500


def changes_of(text: str) -> list[Change]:
    """A list of [field, value, base version]; ValueError or TypeError for what is none."""
    rows = json.loads(text)
    if not isinstance(rows, list) or len(rows) > MOST_CHANGES:
        raise ValueError
    found = [Change(*row) for row in rows]
    if not all(isinstance(one.field, str) and isinstance(one.value, str) and type(one.base) is int for one in found):
        raise TypeError
    return found


def outcome(saving: Saving) -> dict[str, Any]:
    """{saved: when, conflicts: {field: {theirs, who}}, wrong: {field: message}}."""
    return {
        "saved": timezone.localtime().strftime("%H:%M"),
        "conflicts": {field: conflict._asdict() for field, conflict in saving.conflicts.items()},
        "wrong": saving.wrong,
    }


def without_nul(asked: QueryDict) -> QueryDict:
    """The same to be searched by: PostgreSQL refuses a NUL, and nobody has one in a name."""
    clean = asked.copy()
    for name, values in clean.lists():
        clean.setlist(name, [value.replace("\0", "") for value in values])
    return clean


def words() -> dict[str, str]:
    """What every form says."""
    return {
        "draft": _("draft"),
        "saving": _("Saving…"),
        "saved": _("Saved {time} ✓"),
        "not_saved": _("Not saved; a copy is kept in the browser"),
        "no_answer": _("No answer from the server. Nothing has changed."),
        "others": _("Also open at: {names}"),
        "conflict": _("{name}: {who} has saved “{theirs}” meanwhile, you have “{mine}”."),
        "keep_mine": _("Keep mine"),
        "take_theirs": _("Take theirs"),
    }
