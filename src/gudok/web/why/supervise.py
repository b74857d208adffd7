"""What the codes and facts of a supervisor's powers say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

REASONS = {
    "asked_listen": _("wants to listen"),
    "asked_whisper": _("wants to whisper to the operator"),
    "asked_barge": _("wants to join the talk"),
    "asked_take": _("takes the talk over"),
    "asked_stop": _("has heard enough"),
    "answered_taken": _("the talk goes on with the supervisor"),
    "supervisor_there": _("the supervisor's telephone answered"),
    "supervisor_left": _("the supervisor hung up"),
    "supervisor_unreachable": _("the supervisor's telephone cannot be reached"),
    "talk_over": _("the talk with this operator is over"),
    "whisper_follows": _("the whisper follows hold"),
    "forced_ready": _("called to work by a supervisor"),
    "forced_pause": _("sent to a break by a supervisor"),
    "forced_leave": _("the shift was ended by a supervisor"),
    "moved_by_supervisor": _("moved to this queue by a supervisor"),
    "put_first": _("put to the head of the queue by a supervisor"),
    "put_back": _("put back to its place by a supervisor"),
    "given_by_supervisor": _("given to this operator by a supervisor"),
    "closed_by_supervisor": _("the queue was closed by a supervisor"),
    "opened_by_supervisor": _("the queue was opened again by a supervisor"),
    "queue_closed": _("the queue is closed"),
    "message": _("a message of a supervisor"),
    "read": _("the message was read"),
    "asked_help": _("calls for help"),
    "help_answered": _("a supervisor came to help"),
    "help_taken_back": _("help is not needed any more"),
    "supervise_self": _("this is your own talk"),
    "finish_own_call": _("finish your own call first"),
    "no_supervision": _("you are in nobody's talk now"),
    "consult_going_on": _("the operator is consulting somebody; the talk can be taken over after that"),
    "call_not_waiting": _("the call does not wait any more"),
    "already_so": _("it is so already"),
    "nobody_to_tell": _("nobody would get this message"),
    "empty_message": _("the message is empty"),
}

SENTENCES = {
    "SupervisionEnded": _("Out of the talk: %(agent)s"),
    "CallTaken": _("Talk taken over: %(agent)s"),
    "CallPrioritised": _("Priority changed, place %(place)s"),
    "HelpCalled": _("Call for help: %(agent)s"),
    "HelpOver": _("Call for help is over: %(agent)s"),
}

BEGINS = {
    "listen": _("Rings to listen: %(agent)s"),
    "whisper": _("Rings to whisper: %(agent)s"),
    "barge": _("Rings to join: %(agent)s"),
    "take": _("Rings to take the talk over: %(agent)s"),
}
CHANGES = {
    "listen": _("Listening: %(agent)s"),
    "whisper": _("Whispering to the operator: %(agent)s"),
    "barge": _("In the talk: %(agent)s"),
    "take": _("Taking the talk over: %(agent)s"),
}
BY_WAY = {"SupervisionBegan": BEGINS, "SupervisionChanged": CHANGES}
"""Facts whose sentence depends on the way a supervisor is in the talk."""


def text(fact: str, data: Mapping[str, Any]) -> str:
    """The sentence of a fact, its fields not filled in; empty for another room's fact."""
    if fact in BY_WAY:
        return str(BY_WAY[fact].get(data.get("how", ""), ""))
    return str(SENTENCES.get(fact, ""))
