"""What the codes and facts of a call that an operator dials say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# How such a call ended before anybody answered, and why an operator may not dial.
REASONS = {
    "asked_dial": _("the operator dialled the number"),
    "break_goes_on": _("the break goes on after the call"),
    "operator_listens": _("the operator's telephone answered"),
    "own_telephone": _("the operator's telephone did not answer"),
    "operator_gave_up": _("the operator gave up before an answer"),
    "next_trunk": _("the trunk before could not carry the call"),
    "number_rings": _("the provider says that it rings"),
    "customer_answered": _("the customer answered"),
    "busy": _("the number is busy"),
    "no_answer": _("nobody answered"),
    "rejected": _("the customer declined the call"),
    "no_such_number": _("there is no such number"),
    "unreachable": _("the number cannot be reached: switched off, out of range, or the provider is silent"),
    "provider_refused": _("the provider does not let this call through: look at the account and the number shown"),
    "provider_failed": _("the provider could not put the call through"),
    "cancelled": _("the operator gave up before an answer"),
    "not_placed": _("the operator's telephone did not answer"),
    "off_shift": _("the shift has not begun"),
    "in_a_call": _("there is a call already"),
    "break_forbids_dialling": _("in this break no calls are made"),
    "may_not_dial": _("you have no right to dial"),
    "outgoing_off": _("no trunk is set for calls out"),
    "trunk_off": _("the trunk for calls out is switched off"),
    "number_forbidden": _("calls to such numbers are forbidden"),
    "number_not_allowed": _("calls to such numbers are not allowed"),
    "emergency_number": _("rescue services are to be called from an own telephone: they see where it is"),
    "not_a_number": _("this is not a telephone number"),
}

SENTENCES = {
    "CallPlaced": _("Call out: %(agent)s"),
    "NumberDialled": _("The number is dialled, the customer sees %(shown)s"),
    "NumberRings": _("The number rings"),
}

CAME = _("Call out, our number %(did)s")

ENDS = {
    "busy": _("Busy"),
    "no_answer": _("No answer"),
    "rejected": _("Declined by the customer"),
    "no_such_number": _("No such number"),
    "unreachable": _("Number out of reach"),
    "provider_refused": _("Refused by the provider"),
    "provider_failed": _("Failure at the provider"),
    "cancelled": _("Given up by the operator"),
    "not_placed": _("Operator's telephone did not answer"),
}
