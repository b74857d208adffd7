"""Times as people read them, in the language and the zone of the page."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

MINUTE, HOUR = 60, 3600


def clock(ms: int) -> str:
    """A duration as m:ss, from an hour on as h:mm:ss."""
    seconds = round(ms / 1000)
    hours, rest = divmod(seconds, HOUR)
    minutes, seconds = divmod(rest, MINUTE)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def moment(at: datetime) -> str:
    """«today 14:32», «yesterday 09:10», «tomorrow 10:00», or the date and the time."""
    local, now = timezone.localtime(at), timezone.localtime()
    time = f"{local:%H:%M}"
    if local.date() == now.date():
        return _("today %(time)s") % {"time": time}
    if local.date() == now.date() - timedelta(days=1):
        return _("yesterday %(time)s") % {"time": time}
    if local.date() == now.date() + timedelta(days=1):
        return _("tomorrow %(time)s") % {"time": time}
    if (get_language() or "").startswith("en"):
        return f"{date_format(local, 'j M Y')}, {time}"
    return f"{local:%d.%m.%Y} {time}"


def second(at: datetime) -> str:
    """The time of day to the second."""
    return f"{timezone.localtime(at):%H:%M:%S}"
