"""What the codes and facts of a talk with more than one partner say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

REASONS = {
    "asked_consult": _("asked for a consultation"),
    "asked_swap": _("changed to the other line"),
    "asked_join": _("brought all three together"),
    "asked_complete": _("connected the two and left"),
    "asked_end_consult": _("ended the consultation"),
    "asked_drop_customer": _("let the customer go"),
    "consult_answered": _("the consulted answered"),
    "consult_completed": _("the operator who was consulted took the call over"),
    "consult_declined": _("the consulted declined"),
    "consult_missed": _("the consulted did not answer in time"),
    "consult_unreachable": _("the telephone of the consulted cannot be reached"),
    "consult_lost": _("the ringing telephone of the consulted was found missing"),
    "consult_queue_gone": _("the queue that was consulted is no more"),
    "consulted_hung_up": _("the consulted hung up"),
    "consulted_broke_off": _("the connection of the consulted broke off"),
    "outside_answered": _("the outside number answered"),
    "outside_declined": _("the outside number was busy or declined"),
    "outside_missed": _("the outside number did not answer in time"),
    "outside_unreachable": _("the outside number cannot be reached"),
    "outside_lost": _("the ringing outside number was found missing"),
    "outside_hung_up": _("the outside number hung up"),
    "not_your_call": _("only the operator whose call it is can do this"),
    "customer_left": _("the customer is not there any more"),
    "no_consult": _("nobody is being consulted"),
    "consult_already": _("somebody is being consulted already"),
    "consult_not_answered": _("the consulted has not answered yet"),
}

SENTENCES = {
    "ConsultStarted": _("Consultation: %(to)s"),
    "ConsultRung": _("Rings for a consultation: %(who)s"),
    "ConsultAnswered": _("In the consultation: %(who)s"),
    "ConsultEnded": _("The consultation is over"),
    "CallerLeft": _("The customer is gone, the two others talk on"),
    "OutsideRung": _("Rings an outside number: %(number)s"),
    "OutsideConnected": _("Talk with an outside number: %(number)s"),
}

HEARS = {
    "customer": _("The operator talks with the customer"),
    "consulted": _("The operator talks with the consulted, the customer hears music"),
    "all": _("All three hear each other"),
    "nobody": _("The customer hears music, nobody hears the operator"),
}


def lines_changed(data: Mapping[str, Any]) -> str:
    """Who hears whom, as one sentence."""
    return str(HEARS.get(data.get("hears", ""), data.get("hears", "")))


def outside() -> str:
    """Stands for the operator where a leg was that of an outside number."""
    return gettext("outside number")
