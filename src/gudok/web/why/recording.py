"""What the codes and facts of a recording that pauses say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REASONS = {
    "asked_record_pause": _("paused the recording"),
    "asked_record_resume": _("went on recording"),
    "script_record_pause": _("the script pauses the recording at this step"),
    "script_record_resume": _("the script's step without a recording is over"),
    "record_pause_over": _("the recording has paused as long as it may"),
    "record_pause_time": _("the longest pause of a recording"),
    "record_not_paused": _("the recording could not be paused"),
    "not_recorded": _("this talk is not recorded"),
    "record_pause_off": _("this queue does not allow the recording to pause"),
    "record_pause_consult": _("end the second line first: it is recorded by itself"),
    "record_is_paused": _("go on with the recording first: the second line is recorded by itself"),
}

SENTENCES = {
    "RecordPaused": _("Recording paused: %(agent)s"),
    "RecordResumed": _("Recorded again: %(agent)s"),
}
