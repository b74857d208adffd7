"""A trunk's test call, over Asterisk's console: begun, looked at, ended (the dialplan does the rest, see there)."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from gudok.core.outgoing.route import forbidden, written
from gudok.install.step import SetupError
from gudok.web.setup.queries import settings_document
from gudok.web.trunks.answers import NONE, SILENT, code, meaning
from gudok.web.trunks.state import console
from gudok.web.why.wording import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

    from gudok.core.settings import Settings

    Ask = Callable[[str], str]
    """A question to Asterisk's console."""

FAMILY, CONTEXT = "try", "tryout"
RUNNING = ("dialled", "rings", "up")
"""The stages in which there is a call."""
WAIT_S = 120
"""How long our own end of the call stays; the dialplan ends it before."""
VALUE = re.compile(r"^/\S+/(?P<key>\w+)\s*:\s(?P<value>.*?)\s*$", re.MULTILINE)
SIP = re.compile(r"SIP (?P<code>\d{3}) ?(?P<phrase>.*)")
ENOUGH = 25
"""Packets of voice (half a second) from which on it is said that voice comes."""
FAILURES = (OSError, subprocess.SubprocessError, SetupError)


class Trial(NamedTuple):
    """How a test stands. `stage`: none, dialled, rings, up or over; `look` as a trunk's state: ok, warn or bad."""

    stage: str
    look: str = "warn"
    told: StrOrPromise = ""
    cure: StrOrPromise = ""
    code: str = ""
    voice: StrOrPromise = ""


def begin(trunk: int, number: str, ask: Ask = console, document: Settings | None = None) -> str:
    """Have the trunk call a number (+7…, or a short one of the provider's); says why not, or "".

    The rules of calls out hold for a test too: a test must cost nothing that an operator could not spend. Only short
    numbers, which never leave the provider, are free, but for those of rescue services.
    """
    document = document or settings_document()
    name = f"trunk-{trunk}"
    found = next((one for one in document.trunks if one.id == name), None)
    if found is None:
        return _("The trunk is not in use.")
    refused = refusal(document, number)
    if refused:
        return refused
    try:
        if look(trunk, ask).stage in RUNNING:
            return _("A test call is under way.")
        ask(f"database deltree {FAMILY} {name}")
        shown = found.shown or document.outgoing.number
        told = {"number": written(number, found), "shown": written(f"+{shown}", found) if shown else "", "state": "new"}
        for key, value in told.items():
            if value:
                ask(f"database put {FAMILY} {name}/{key} {value}")
        ask(f"channel originate Local/{trunk}@{CONTEXT}/n application Wait {WAIT_S}")
    except FAILURES:
        return _("Telephony does not answer.")
    return ""


def refusal(document: Settings, number: str) -> str:
    """Why a number may not be tried, or ""."""
    refused = forbidden(document, number)
    if refused is None or (refused.code == "not_a_number" and re.fullmatch(r"[0-9]{3,6}", number)):
        return ""
    return str(explain(refused.code, refused.numbers, {}))


def stop(trunk: int, ask: Ask = console) -> None:
    """Hang up whatever the test holds."""
    found = values(ask, trunk)
    own = own_channel(trunk, ask("core show channels concise"))
    for channel in filter(None, (found.get("channel"), own)):
        ask(f"channel request hangup {channel}")


def look(trunk: int, ask: Ask = console) -> Trial:
    """How the test stands now; raises one of FAILURES."""
    found = values(ask, trunk)
    state = found.get("state", "")
    if not state:
        return Trial("none")
    if state == "over":
        return ended(found)
    channels = ask("core show channels concise")
    if not own_channel(trunk, channels):
        # The state may have changed while we looked; else Asterisk was started anew in the middle.
        found = values(ask, trunk)
        return ended(found) if found.get("state") == "over" else Trial("none")
    if state == "up":
        return Trial("up", "ok", _("Answered: who picked up hears how an echo works, and then himself."))
    if rings(found.get("channel", ""), channels):
        return Trial("rings", "ok", _("It rings: the provider took the call."))
    return Trial("dialled", "warn", _("Calling…"))


def values(ask: Ask, trunk: int) -> dict[str, str]:
    """What the dialplan wrote down."""
    return {found["key"]: found["value"] for found in VALUE.finditer(ask(f"database show {FAMILY} trunk-{trunk}"))}


def own_channel(trunk: int, channels: str) -> str:
    """The name of our own end of the call among the channels, a line each, or "" when there is none."""
    found = re.search(rf"^(Local/{trunk}@{CONTEXT}-[^!]+;1)!", channels, re.MULTILINE)
    return found[1] if found else ""


def rings(channel: str, channels: str) -> bool:
    return any(row.split("!")[0] == channel and "!Ringing!" in row for row in channels.splitlines())


def ended(found: dict[str, str]) -> Trial:
    """The end in words: a talk, or what the provider answered."""
    said = SIP.search(found.get("sip", ""))
    sip, phrase = (int(said["code"]), said["phrase"]) if said else (0, "")
    cause = int(found["cause"]) if found.get("cause", "").isdecimal() else 0
    if "heard" in found:
        return talked(found)
    if found.get("dialled") == "CHANUNAVAIL" and not sip:
        return Trial("over", "bad", SILENT.told, SILENT.cure, code(sip, cause))
    if found.get("dialled") == "NOANSWER" and sip < 300:
        return Trial("over", "ok", _("It rang, and nobody picked up."), NONE)
    answer = meaning(sip, cause)
    return Trial("over", "ok" if answer.reached else "bad", answer.told, answer.cure, code(sip, cause, phrase))


def talked(found: dict[str, str]) -> Trial:
    """A test that was answered: did voice come?"""
    heard = int(found["heard"]) if found["heard"].isdecimal() else 0
    told = _("The call was answered: the trunk carries calls.")
    if heard >= ENOUGH:
        lost = int(found.get("lost", "0") or 0) if found.get("lost", "0").isdecimal() else 0
        voice = _("Voice came: %(n)d packets, %(lost)d of them lost.") % {"n": heard, "lost": lost}
        return Trial("over", "ok", told, NONE, voice=voice)
    cure = _("Open the ports of voice (RTP, UDP) in the firewall between you and the provider, and look at NAT.")
    return Trial("over", "bad", told, cure, voice=_("But no voice came from the provider."))
