"""What the desk's scripts say, in the page's language. Scripts fill in `{name}`; `_few`, `_many` are plurals."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gudok.web.desk import consult_words, mail_words, pick_words
from gudok.web.desk.day_words import day_words
from gudok.web.desk.sound_words import sound_words


def words() -> dict[str, str]:
    """All of the desk's words by key."""
    own = _states() | _panel() | _notes() | _plurals()
    return own | sound_words() | day_words() | consult_words.words() | mail_words.words() | pick_words.words()


def _states() -> dict[str, str]:
    return {
        "ready": _("Ready"),
        "ringing": _("Ringing"),
        "joining": _("Connecting"),
        "dialling": _("Dialling"),
        "talking": _("Talking"),
        "held": pgettext("state", "On hold"),
        "returning": _("Bringing back"),
        "wrapup": _("Wrap-up"),
        "paused": _("Break"),
        "missed": _("Missed call"),
        "declined": _("Call declined"),
        "unreachable": _("Telephone was unreachable"),
        "away": pgettext("state", "Off shift"),
        "gate": pgettext("state", "Off shift"),
        "loading": _("Loading"),
        "down": _("No telephony"),
        "elsewhere": _("Open elsewhere"),
        "lifting": _("Line of the shift is being rung"),
        "line": _("Line of the shift is being rung"),
        "line_lost": _("Line of the shift fell"),
        "leave": _("End of shift"),
        "next": _("Next: {name}"),
    }


def _panel() -> dict[str, str]:
    return {
        "hidden_number": _("Number hidden"),
        "new_caller": _("New caller"),
        "waits": _("has waited"),
        "waited": _("waited"),
        "transfer_from": _("Transfer from {name}"),
        "bounced": _("The transfer came back"),
        "taken_by": _("{name} has answered this call"),
        "hold": _("Hold"),
        "resume": _("Resume"),
        "after_ready": _("Save and ready"),
        "after_pause": _("Save, then: {name}"),
        "missed_text": _(
            "The call rang and was not answered, so it went to somebody else. No calls come until you say you are here."
        ),
        "declined_text": _("You declined a call. No calls come until you say you are here."),
        "unreachable_text": _("A call could not reach your telephone. No calls come until you say you are here."),
        "line_lost_text": _(
            "The line to your telephone fell or was not taken. "
            "No calls come until you say you are here: then it is rung anew."
        ),
        "elsewhere_tab": _("The telephone is open in another tab"),
        "elsewhere_tab_text": _("It rings and talks there. This tab only shows."),
        "elsewhere_computer": _("The telephone is on another computer"),
        "elsewhere_computer_text": _(
            "{device}, since {time}. It rings and talks there; this page only shows. Brought here, a talk comes along."
        ),
        "elsewhere_now": _("There now: {state}"),
        "lamp_phone": _("Telephone"),
        "lamp_desk_phone": _("Desk telephone"),
        "desk_phone_there": _("connected"),
        "desk_phone_away": _("not connected"),
        "cause_server": _("The server does not answer."),
        "cause_signed_out": _("Your session is over: load the page anew and sign in."),
        "cause_engine": _("The telephony's engine does not answer."),
        "cause_telephony": _("The telephony does not answer. Callers hear music and will be served when it is back."),
        "cause_dead": _("The telephony has gone, and its calls with it. New ones come as soon as it is back."),
        "cause_phone": _("The telephone is not registered."),
        "cause_sound": _("The microphone is off."),
        "retry": _("Trying again in {seconds} s (attempt {tries})."),
        "retrying": _("Trying again…"),
        "lost_in_call": _("No connection with the server for {time}. The talk goes on."),
        "phone_lost_in_call": _(
            "The voice goes on, but hold and transfer do not work: the telephone lost its registration."
        ),
        "no_answer": _("No answer from the server. Nothing has changed."),
        "signed_out": _("Your session is over: sign in again. The talk goes on."),
        "no_queues": _("You serve no queues"),
        "average": _("on average {time}"),
        "today": _("Today: {calls}"),
        "muted_prefix": _("[Muted]"),
        "unheard": _("You are not heard"),
        "heard": _("You are heard again"),
        "nobody_found": _("Nothing found."),
        "waiting_in_queue": _("waiting: {count}"),
        "ready_in_queue": _("ready: {count}"),
    }


def _notes() -> dict[str, str]:
    return {
        "saving": _("Saving…"),
        "saved": _("Saved {time} ✓"),
        "not_saved": _("Not saved; a copy is kept in the browser"),
        "call_from": _("Call: {who}"),
    }


def _plurals() -> dict[str, str]:
    """The forms that Intl.PluralRules names: a number that stands for each form is asked of gettext."""
    examples = {"one": 1, "few": 2, "many": 5, "other": 100}
    calls = {f"calls_{form}": ngettext("{count} call", "{count} calls", n) for form, n in examples.items()}
    times = {
        f"called_{form}": ngettext("called {count} time before", "called {count} times before", n)
        for form, n in examples.items()
    }
    return calls | times
