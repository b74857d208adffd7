"""What the desk's scripts say of a talk with a second line."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gudok.web.why.wording import reason

OVER = (
    "asked_end_consult", "consult_declined", "consult_missed", "consult_unreachable", "consult_lost",
    "consult_queue_gone", "consulted_hung_up", "consulted_broke_off", "desk_reopened",
)  # fmt: skip
"""Reasons for which a consultation ends while the customer is still there."""


def words() -> dict[str, str]:
    """By key; `{name}` is the one consulted, or (`asked_…`) the one who asks."""
    return _lines() | _hears() | _asked() | {f"over_{code}": _over(code) for code in OVER}


def _lines() -> dict[str, str]:
    return {
        "consultation": _("Consultation"),
        "conference": _("Conference"),
        "consult_from": _("Consultation: {name} asks"),
        "line_held": pgettext("state", "On hold"),
        "line_talks": _("Talking"),
        "line_together": _("All together"),
        "line_rings": _("Ringing"),
        "line_waits": _("Waits in the queue"),
        "line_waiting": _("Waits in the queue, place {place}"),
        "line_gone": _("Hung up"),
        "line_with_customer": _("With the customer"),
        "swap": _("Other line"),
        "hold_customer": _("Hold the customer"),
        "connect_and_leave": _("Connect them and leave"),
        "leave_talk": _("Leave them together"),
        "transfer_unanswered": _("Transfer without waiting"),
        "end_consultation": _("Let B go"),
        "cancel_consultation": _("Do not call any more"),
        "transfer_now": _("Transfer at once"),
        "confirm_transfer": _("Again: transfer at once"),
        "outside_number": _("Outside number"),
    }


def _hears() -> dict[str, str]:
    return {
        "hears_consulted": _("You and {name} hear each other. The customer does not hear you."),
        "hears_customer": _("You and the customer hear each other. {name} hears music."),
        "hears_all": _("All three hear each other."),
        "hears_nobody": _("Nobody hears you: both lines are on hold."),
        "hears_ringing_music": _("{name} is being called. The customer hears music."),
        "hears_ringing_talk": _("{name} is being called. You and the customer hear each other."),
        "hears_gone": _("The customer hung up. You and {name} hear each other."),
        "hears_dropped": _("The customer was let go. You and {name} hear each other."),
    }


def _asked() -> dict[str, str]:
    return {
        "asked_consulted": _("You and {name} hear each other. The customer does not hear you."),
        "asked_all": _("All three hear each other, the customer too."),
        "asked_held": _("You are on hold, {name} talks with the customer."),
        "asked_customer": _("You are on hold, {name} talks with the customer."),
        "asked_nobody": _("You are on hold."),
        "asked_gone": _("The customer hung up. You and {name} hear each other."),
    }


def _over(code: str) -> str:
    """Back with the customer, and why."""
    return _("Back with the customer: %(why)s.") % {"why": reason(code)}
