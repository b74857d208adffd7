"""What the wall's script says, in the page's language. `{name}` is filled in by the script."""

from __future__ import annotations

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def words() -> dict[str, str]:
    """All of the wall's words by key; the centre's own break reasons as `pause_<code>`."""
    pauses = apps.get_model("setup", "PauseReason").objects.all()
    return _states() | _tiles() | {f"pause_{row.code}": row.name for row in pauses}


def editing_words() -> dict[str, str]:
    """What is said besides while a wall is being changed."""
    return {
        "at": _("{title}: column {x}, row {y}"),
        "size": _("{title}: {w} wide, {h} high"),
        "removed": _("Removed: {title}"),
        "added": _("Added: {title}"),
        "saved": _("Saved."),
        "unsaved": _("Not saved yet."),
        "no_room": _("No more tiles fit here."),
        "no_answer": _("No answer from the server. Nothing has changed."),
    }


def _states() -> dict[str, str]:
    return {
        "ready": _("Ready"),
        "ringing": _("Ringing"),
        "dialling": _("Dialling"),
        "talking": _("Talking"),
        "talk": _("Talking"),
        "held": pgettext("state", "On hold"),
        "returning": _("Bringing back"),
        "wrapup": _("Wrap-up"),
        "paused": _("Break"),
        "away": pgettext("state", "Off shift"),
        "unreachable": _("No connection"),
        "waiting": _("Waits"),
        "offered": _("Ringing"),
        "placed": _("Dialling"),
        "parting": _("Last message"),
        "flow": _("In the voice menu"),
        "booked": _("To be called back"),
        "consulting": _("Consultation"),
        "conference": _("Conference"),
        "aside": _("Operators, without the customer"),
        "outside": _("With an outside number"),
        "pause_missed": _("Missed call"),
        "pause_declined": _("Call declined"),
        "pause_unfinished": _("Wrap-up not finished"),
        "pause_line": _("Line of the shift is being rung"),
        "pause_line_lost": _("Line of the shift fell"),
        "on_desk": _("desk telephone"),
        "on_line": _("line for the shift"),
        "late": _("over time"),
        "pause_unreachable": _("Telephone was unreachable"),
        "hidden_number": _("Number hidden"),
    }


def _tiles() -> dict[str, str]:
    return {
        "warn": _("Attention"),
        "bad": _("Bad"),
        "target": _("target {target} %"),
        "few_calls": _("few calls: {count}"),
        "percent": _("{percent} %"),
        "of_calls": _("of {count}"),
        "do_nobody_ready": _("Nobody is ready"),
        "do_wait": _("Call back from breaks"),
        "do_sl": _("Add operators"),
        "do_lost": _("Call them back"),
        "sos": _("Calls for help: {who}"),
        "supervising": _("Supervising"),
        "age": _("data of {seconds} s ago"),
        "fresh": _("data is live"),
        "cause_server": _("The server does not answer. The figures are old."),
        "cause_engine": _("The telephony's engine does not answer. Talks go on, new calls wait in music."),
        "cause_down": _("The link to Asterisk is broken. Talks go on, new calls wait in music."),
        "cause_dead": _("Asterisk has died, its calls with it. It is being started again."),
        "no_queues": _("No queues are set up yet."),
        "no_operators": _("No operator is at work."),
        "no_calls": _("No calls now."),
        "no_waiting": _("Nobody waits."),
        "cause_signed_out": _("This television is signed out. Sign in anew."),
        "minutes": _("{count} m"),
    }
