"""The server looks at itself: what a first call needs, each with what to do when it is not so."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from gudok.edges.bus.unix import NoEngine, Ping, ask

if TYPE_CHECKING:
    from django.http import HttpRequest

LEAST_DISK = 2_000_000_000
LOCAL = ("localhost", "127.0.0.1", "[::1]")


class Check(NamedTuple):
    """`state`: ok, warn or bad; `cure` says what to do."""

    state: str
    what: str
    cure: str = ""


async def checks(request: HttpRequest) -> list[Check]:
    """Each line of the page."""
    return [*await _processes(), _disk(), _https(request)]


async def _processes() -> list[Check]:
    try:
        told = await ask(settings.DATA.engine_socket, Ping(), patience=1.0)
    except NoEngine:
        cure = _("Look at log/engine.log in the data folder, or run ./gudok doctor.")
        return [Check("bad", _("The engine does not answer."), cure)]
    engine = Check("ok", _("The engine answers."))
    if told.telephony == "up":
        return [engine, Check("ok", _("Telephony works."))]
    return [
        engine,
        Check("bad", _("Telephony does not answer."), _("Look at log/asterisk.log, or run ./gudok doctor.")),
    ]


def _disk() -> Check:
    free = shutil.disk_usage(settings.DATA.path).free
    told = _("%(n)d GB are free on the disk.") % {"n": free // 1_000_000_000}
    return Check("ok", told) if free >= LEAST_DISK else Check("warn", told, _("An hour of talk takes about 50 MB."))


def _https(request: HttpRequest) -> Check:
    if request.is_secure():
        return Check("ok", _("The connection is encrypted (HTTPS)."))
    if request.get_host().rsplit(":", 1)[0] in LOCAL:
        return Check("ok", _("This computer is the server: the browser gives the microphone without HTTPS."))
    cure = _(
        "Browsers give the microphone to HTTPS pages only: set public_url and a proxy, see the installation guide."
    )
    return Check("bad", _("The connection is not encrypted."), cure)
