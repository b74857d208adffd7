"""What each reason code says. A reason's numbers are worded apart (details.py): no wording breaks on a missing one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gudok.web.why import consult, ivr, outgoing, ranking, recording, supervise, telephone, waiting

# Why a call goes where it goes.
ROUTING = {
    "recognised": _("the number belongs to a customer"),
    "unknown_caller": _("the number is not among the customers"),
    "vip_first": _("VIP: before all others"),
    "first_in_first_out": _("first come, first served"),
    "longest_idle": _("has been free the longest"),
    "idle_less": _("has been free for less time"),
    "overflowed": _("the longest wait is over, on to the next queue"),
    "overflow_closed": _("the longest wait is over, but the next queue is closed: waits on"),
    "waited_too_long": _("the longest wait is over"),
    "no_route": _("no queue is set for this number"),
    "timed_out": _("nobody came free in time"),
    "place_told": _("it was time for an announcement"),
    "settings_changed": _("the settings were changed"),
    "transfer_returned": _("nobody took the transfer"),
    "operator_back": _("the operator's telephone is back"),
    "operator_did_not_return": _("the operator's telephone did not come back in time"),
    "closed_hours": _("out of the opening hours"),
    "closed_day": _("a holiday or a special day"),
    "queue_sounds": _("the queue's own sounds"),
    "already_ended": _("the call had ended before"),
}

# What became of an offer, and of a talk.
TALK = {
    "answered": _("the operator answered"),
    "answered_transfer": _("the operator took the transfer"),
    "answered_bounce": _("the operator took the returned call"),
    "answered_comeback": _("the talk goes on"),
    "offer_declined": _("the operator declined"),
    "offer_missed": _("the operator did not answer in time"),
    "offer_unreachable": _("the operator's telephone cannot be reached"),
    "offer_failed": _("the operator's telephone could not be rung"),
    "offer_cancelled": _("the ringing was stopped"),
    "offer_lost": _("the ringing telephone was found missing"),
    "late_answer": _("the operator answered too late"),
    "operator_hung_up": _("the operator ended the talk"),
    "caller_hung_up": _("the customer hung up"),
    "abandoned": _("the customer did not wait any longer"),
    "supervisor_ended": _("a supervisor ended the call"),
    "phone_broke_off": _("the connection of the operator's telephone broke off"),
    "desk_reopened": _("the operator's page was loaded anew"),
    "talk_repaired": _("the two did not hear each other, connected again"),
    "prompt_ended": _("the recording was played to its end"),
}

# What a person asked for.
ASKED = {
    "asked_ready": _("asked for calls"),
    "asked_pause": _("asked for a break"),
    "asked_leave": _("ended the shift"),
    "asked_trial": _("asked for a trial call"),
    "asked_callback": _("pressed 1 to be called back"),
    "asked_hold": _("put the customer on hold"),
    "asked_resume": _("took the customer back from hold"),
    "asked_transfer": _("handed the customer over"),
    "asked_more_wrapup": _("asked for more time"),
    "asked_stay": _("took back what was to come next"),
    "asked_result": _("told what the talk came to"),
}

# Why an ask was refused: shown to the person who asked.
REFUSED = {
    "unknown_operator": _("there is no such operator"),
    "unknown_queue": _("there is no such queue"),
    "phone_unreachable": _("the telephone is not connected, calls could not ring"),
    "pause_needs_reason": _("a break needs a reason"),
    "break_used_up": _("the day allows no more of this break"),
    "break_full": _("as many as may are on this break already"),
    "result_needed": _("the result of the talk is missing"),
    "unknown_result": _("this result cannot be chosen here"),
    "no_wrapup": _("there is no wrap-up now"),
    "wrapup_used_up": _("wrap-up cannot be made longer any more"),
    "decline_off": _("this queue does not allow declining"),
    "no_call": _("there is no call now"),
    "no_talk": _("there is no talk now"),
    "transfer_to_self": _("you already talk with this customer"),
    "operator_not_ready": _("this operator does not take calls now"),
    "telephony_down": _("there is no link to telephony now"),
    "bad_ask": _("the engine did not understand this"),
}

# Telephones, timers, the centre itself.
CENTRE = {
    "phone_registered": _("the telephone connected"),
    "phone_unregistered": _("the telephone lost its connection"),
    "unreachable_too_long": _("the telephone has been away too long"),
    "wrapup_over": _("wrap-up time is over"),
    "result_missing": _("the result of the talk is missing"),
    "overtime": _("the longest overtime of wrap-up"),
    "overtime_over": _("wrap-up was not finished in time"),
    "break_limit": _("the break has lasted as long as it may"),
    "break_granted": _("there is room for the break"),
    "engine_started": _("the engine started"),
    "asterisk_up": _("telephony works"),
    "asterisk_died": _("telephony died"),
    "asterisk_link_lost": _("the link to telephony is lost"),
    "no_link": _("waits for the link to telephony"),
    "telephony_lost": _("telephony died"),
    "stray_channel": _("a channel that belongs to no call"),
    "timer_spent": _("the timer found nothing to do"),
    "ring_time": _("the ring time is over"),
    "longest_wait": _("the longest wait"),
    "key_wait": _("how long a key may still be pressed"),
    "announcement": _("the time of the next announcement"),
    "wrapup_time": _("the end of wrap-up"),
    "unreachable_time": _("how long a telephone may be away"),
    "return_time": _("how long a broken-off telephone is waited for"),
    "last_message": _("the longest last message"),
}

REASONS = {
    **ROUTING,
    **TALK,
    **ASKED,
    **REFUSED,
    **CENTRE,
    **outgoing.REASONS,
    **consult.REASONS,
    **supervise.REASONS,
    **recording.REASONS,
    **telephone.REASONS,
    **ranking.REASONS,
    **waiting.REASONS,
    **ivr.REASONS,
}
