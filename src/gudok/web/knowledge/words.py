"""What the scripts of the draft's page say."""

from __future__ import annotations

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """By key; scripts fill in `{name}`."""
    return {
        "saving": _("Saving…"),
        "saved": _("Saved {time} ✓"),
        "not_saved": _("Not saved; a copy is kept in the browser"),
        "conflict_title": _("{who} has changed the title meanwhile: {theirs}"),
        "conflict_text": _("{who} has changed the text meanwhile."),
        "nothing_to_see": _("Write something: it is shown here as operators will see it."),
    }
