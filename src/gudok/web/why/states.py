"""Names of states: how calls end, what operators do, why the system itself paused somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gudok.web.why import ivr, outgoing, telephone, waiting

ENDS = {
    "operator_hung_up": _("Ended by the operator"),
    "caller_hung_up": _("Ended by the customer"),
    "abandoned": _("Abandoned: did not wait"),
    "timed_out": _("Not served: waited too long"),
    "no_route": _("Not served: no queue"),
    "supervisor_ended": _("Ended by a supervisor"),
    "queue_closed": _("Not served: queue closed"),
    "after_hours": _("Not served: out of hours"),
    "telephony_lost": _("Broken by a telephony failure"),
    "outside_hung_up": _("Ended by the outside number"),
    **outgoing.ENDS,
    **waiting.ENDS,
    **ivr.ENDS,
}

MODES = {
    "away": _("Off shift"),
    "ready": _("Ready"),
    "ringing": _("Ringing"),
    "talking": _("Talking"),
    "wrapup": _("Wrap-up"),
    "paused": _("Break"),
    "dialling": _("Dialling"),
    "supervising": _("Supervising"),
}

PAUSES = {
    "declined": _("Declined a call"),
    "missed": _("Missed a call"),
    "unreachable": _("No connection"),
    "unfinished": _("Wrap-up not finished"),
    **telephone.PAUSES,
}

LEGS = {
    "talked": _("talked"),
    "declined": _("declined"),
    "missed": _("did not answer"),
    "unreachable": _("telephone out of reach"),
    "cancelled": _("ringing stopped"),
    "torn": _("connection broke off"),
    "failed": _("could not be rung"),
    "lost": _("found missing"),
    "unanswered": _("reached nobody"),
}
