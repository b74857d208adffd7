"""The words of the list of calls that wait to be picked; scripts fill in `{name}`."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def words() -> dict[str, str]:
    return {
        "pick_take": pgettext("call", "Take"),
        "pick_waits": _("A call waits to be picked: {who}"),
        "pick_callback": _("to be called back"),
        "pick_question": _("{name} asks a question"),
        "picks_more": _("and {count} more"),
    }
