"""What the desk's scripts say of the operator's day: breaks, results, tasks, figures."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def day_words() -> dict[str, str]:
    """By key; scripts fill in `{name}`."""
    return {
        "unfinished": _("Wrap-up not finished"),
        "unfinished_text": _(
            "Wrap-up went on too long without the result of the talk. No calls come until you say you are here."
        ),
        "awaits": _("{name}: waiting for room, place {place}"),
        "used_up": _("used up for today"),
        "room_of": _("{on} of {most}"),
        "break_of": _("of {time}"),
        "break_day": _("Used today: {used} of {daily}"),
        "break_room": _("On this break now: {on} of {most}"),
        "planned_at": _("{name} at {time}"),
        "planned_in": _("{name} at {time}, in {minutes} min"),
        "planned_now": _("It is time: {name}, {time}"),
        "more_left": _("({count} left)"),
        "result": pgettext("of a talk", "Result"),
        "result_missing": _("The result is missing."),
        "result_kept": _("The result is not saved yet; it is kept in the browser and sent again."),
        "result_was": _("Result: {name}"),
        "task_taken": _("Somebody else has begun this task."),
        "change": pgettext("verb", "Change"),
        "come_back": _("Go back"),
        "no_results": _("No results are set up for this queue. An administrator can add them."),
        "percent": _("{percent} %"),
    }
