"""Alerts in words: what it is, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KIND_NAMES: dict[str, StrPromise] = {
    "wait": _("Somebody waits too long"),
    "nobody": _("Nobody is ready while somebody waits"),
    "level": _("Service level of the last half hour"),
    "lost": _("Share of lost calls today"),
    "telephony": _("No link to the telephony"),
    "engine": _("The engine does not answer"),
    "trunk": _("The trunk is down"),
    "stuck": _("Stands still for longer than can be"),
    "mended": _("Differences from the telephony, mended in ten minutes"),
    "lag": _("Records lag behind what happens"),
    "recording": _("Recordings that failed in the last hour"),
    "webhook": _("The receiver of a webhook takes nothing"),
    "mail": _("Letters cannot be sent"),
    "disk": _("Free space on the disk"),
}
ACTIONS: dict[str, StrPromise] = {
    "wait": _("Call operators back from breaks."),
    "nobody": _("Make somebody ready, or close the queue."),
    "level": _("Add operators to the queue."),
    "lost": _("Call those back who did not wait."),
    "telephony": _("Talks go on and new calls wait in music; look at gudok doctor."),
    "engine": _("Talks go on and new calls wait in music; it is being started again."),
    "trunk": _("Calls of this provider do not come; its page in the set-up says what the provider answered."),
    "stuck": _("Look at the call's story and end it by hand on the supervisor's page."),
    "mended": _("Calls were lost or cut off; look whether the network or Asterisk falters: gudok doctor."),
    "lag": _("Live work goes on; lists and reports are late. Look at the log of the worker."),
    "recording": _("Look whether the disk is full, and at the log of the worker; the raw files are kept."),
    "webhook": _("Nothing is lost: put the receiver right, then switch the webhook on if it was switched off."),
    "mail": _("Check the mail server in gudok.toml with the test letter on the page of alerts."),
    "disk": _("Shorten how long recordings are kept, or add space."),
}
UNITS: dict[str, StrPromise | str] = {
    "s": _("%(value)s s"),
    "min": _("%(value)s min"),
    "%": _("%(value)s %%"),
    "n": "%(value)s",
}
