"""The words of messages, calls for help and supervision at the desk; scripts fill in `{name}`."""

from __future__ import annotations

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    return {
        "call_help": _("Call a supervisor"),
        "help_called": _("Help is called: take it back"),
        "listens_to_you": _("listens: {name}"),
        "whispers_to_you": _("whispers to you: {name}"),
        "joined_you": _("in this talk: {name}"),
        "supervising": _("Supervising"),
        "message_from": _("Message: {name}"),
        "forced_ready": _("{name} called you to work"),
        "forced_pause": _("{name} sent you to a break"),
        "forced_leave": _("{name} ended your shift"),
        "mark_read": _("Read"),
    }
