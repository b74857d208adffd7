"""What the supervisor's page says by script, in the page's language. `{name}` is filled in by the script."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gudok.web.desk import consult_words


def words() -> dict[str, str]:
    """All of the page's words by key."""
    return consult_words.words() | _states() | _powers() | _tells() | _phone() | _own()


def _states() -> dict[str, str]:
    return {
        "ready": _("Ready"),
        "ringing": _("Ringing"),
        "talking": _("Talking"),
        "held": pgettext("state", "On hold"),
        "returning": _("Bringing back"),
        "wrapup": _("Wrap-up"),
        "paused": _("Break"),
        "supervising": _("Supervising"),
        "dialling": _("Dialling"),
        "away": pgettext("state", "Off shift"),
        "unreachable": _("No connection"),
        "waiting": _("Waits"),
        "offered": _("Ringing"),
        "placed": _("Dialling"),
        "hidden_number": _("Number hidden"),
        "pause_missed": _("Missed call"),
        "pause_declined": _("Call declined"),
        "pause_unreachable": _("Telephone was unreachable"),
        "pause_unfinished": _("Wrap-up not finished"),
        "pause_line": _("Line of the shift is being rung"),
        "pause_line_lost": _("Line of the shift fell"),
        "on_desk": _("desk telephone"),
        "on_line": _("line for the shift"),
    }


def _powers() -> dict[str, str]:
    return {
        "listen": pgettext("power", "Listen"),
        "whisper": _("Whisper"),
        "barge": _("Join the talk"),
        "take": _("Take over"),
        "stop": _("Stop listening"),
        "end": _("End the call"),
        "do_ready": _("Call to work"),
        "do_pause": _("To a break: {name}"),
        "do_leave": _("End the shift"),
        "message": _("Message…"),
        "first": _("To the head of the queue"),
        "back": _("Back to its place"),
        "move": _("To the queue: {name}"),
        "give": _("To the operator: {name}"),
        "close": _("Close the queue…"),
        "open": _("Open the queue"),
        "undo": _("Undo"),
        "actions": _("Actions: {name}"),
        "ended": _("Call ended"),
    }


def _tells() -> dict[str, str]:
    return {
        "needs_help": _("Needs help"),
        "help_of": _("{name} calls for help"),
        "listened_by": _("listens: {name}"),
        "whispered_by": _("whispers: {name}"),
        "joined_by": _("in the talk: {name}"),
        "unread": _("unread: {count}"),
        "closed_by": _("closed by {name}"),
        "put_first": _("put first"),
        "not_recorded": _("recording paused"),
        "done_ready": _("{name}: called to work"),
        "done_pause": _("{name}: sent to a break"),
        "done_leave": _("{name}: shift ended"),
        "done_first": _("The call is at the head of the queue"),
        "done_move": _("The call is in the queue {name}"),
        "done_give": _("The call rings at {name}"),
        "done_close": _("The queue {name} is closed"),
        "done_open": _("The queue {name} is open"),
        "done_message": _("The message is on the desks"),
        "to_all": _("All operators"),
        "to_queue": _("Queue: {name}"),
        "no_operators": _("No operator is at work."),
        "no_waiting": _("Nobody waits."),
        "no_queues": _("No queues are set up yet."),
        "no_answer": _("No answer from the server. Nothing has changed."),
        "signed_out": _("Your session is over: load the page anew and sign in."),
        "server_away": _("The server does not answer. What you see is old."),
    }


def _own() -> dict[str, str]:
    """Of a talk she has taken over, besides the words of two lines."""
    return {
        "waiting_in_queue": _("waiting: {count}"),
        "ready_in_queue": _("ready: {count}"),
        "nobody_found": _("Nothing found."),
        "saving": _("Saving…"),
        "saved": _("Saved {time} ✓"),
        "not_saved": _("Not saved; a copy is kept in the browser"),
    }


def _phone() -> dict[str, str]:
    return {
        "idle": _("You are in nobody's talk"),
        "calling": _("Your telephone rings…"),
        "now_listen": _("Listening"),
        "now_whisper": _("Whispering"),
        "now_barge": _("In the talk"),
        "who_listen": _("Nobody hears you"),
        "who_whisper": _("The operator hears you, the customer does not"),
        "who_barge": _("Both hear you"),
        "now_take": _("The talk comes over to you…"),
        "now_talking": _("You talk with the customer"),
        "now_held": _("The customer is on hold"),
        "now_wrapup": _("The call is over"),
        "talk_of": _("{operator} with {customer}"),
        "hold": _("Hold"),
        "resume": _("Resume"),
        "phone_ready": _("Telephone connected"),
        "phone_away": _("Telephone not connected"),
        "phone_starts": _("Connecting the telephone…"),
        "mic_denied": _(
            "The browser was told not to give the microphone. "
            "Press the lock left of the address, allow the microphone, and try again."
        ),
        "mic_absent": _("No microphone found. Connect a headset and try again."),
        "mic_busy": _("Another program holds the microphone. Close it and try again."),
        "mic_insecure": _("The browser gives the microphone only to a page with https (or on this very machine)."),
    }
