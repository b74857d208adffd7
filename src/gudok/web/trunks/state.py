"""A trunk's registration as Asterisk's console and its log of warnings tell it, in words for people."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from gudok.install.asterisk import load_runtime
from gudok.install.place import tools
from gudok.install.step import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gudok.web.setup.models import Trunk

TIMEOUT_S = 3
TAIL = 200_000
"""Bytes of the log that are looked through for the last answer."""
WORDS = r"(?P<word>Registered|Unregistered|Rejected|Stopped)"
ANSWER = re.compile(r"response '(?P<code>\d{3})' received from '[^']*' on registration attempt to '(?P<account>[^']*)'")
SILENCE = re.compile(r"No response received from '[^']*' on registration attempt to '(?P<account>[^']*)'")


class State(NamedTuple):
    """`look`: ok, warn or bad; `told` is a sentence."""

    look: str
    told: str


def state_of(trunk: Trunk) -> State:
    """What is so now."""
    if not trunk.enabled:
        return State("warn", _("The trunk is not in use."))
    if found := all_states([trunk]):
        return found[0][1]
    return taken(trunk) if trunk.kind == trunk.Kind.ADDRESS else State("bad", _("Telephony does not answer."))


def all_states(trunks: Iterable[Trunk]) -> list[tuple[Trunk, State]] | None:
    """What is so now of trunks that are in use, with one look at the telephony; None when that does not answer."""
    found = list(trunks)
    if not found:
        return []
    try:
        shown, contacts = console("pjsip show registrations"), console("pjsip show contacts")
    except (OSError, subprocess.SubprocessError, SetupError):
        return None
    log = log_tail()
    return [(trunk, _state(trunk, shown, contacts, log)) for trunk in found]


def _state(trunk: Trunk, shown: str, contacts: str, log: str) -> State:
    name = f"trunk-{trunk.pk}"
    told = (
        taken(trunk) if trunk.kind == trunk.Kind.ADDRESS else worded(registration(shown, name), last_answer(log, trunk))
    )
    return worded("", "silence") if told.look == "ok" and unheard(contacts, name) else told


def taken(trunk: Trunk) -> State:
    return State("ok", _("Calls from %(host)s are taken; there is nothing to register.") % {"host": trunk.host})


def unheard(shown: str, name: str) -> bool:
    """Whether the provider's address gives no answer when Asterisk asks whether it is there."""
    return re.search(rf"^\s*Contact:\s+{re.escape(name)}/\S+\s+\S+\s+Unavail\b", shown, re.MULTILINE) is not None


def console(command: str) -> str:
    """Asterisk's answer to a question; raises OSError, SubprocessError, SetupError."""
    runtime = load_runtime(tools(), settings.GUDOK.asterisk.binary)
    config = settings.DATA.asterisk / "etc" / "asterisk.conf"
    argv = [str(runtime.binary), "-C", str(config), "-rx", command]
    return subprocess.run(argv, capture_output=True, text=True, timeout=TIMEOUT_S, check=True).stdout


def log_tail() -> str:
    log: Path = settings.DATA.asterisk / "log" / "messages.log"
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - TAIL))
            return file.read().decode(errors="replace")
    except OSError:
        return ""


def registration(shown: str, name: str) -> str:
    """The word the console has for a trunk's registration, or "" when it does not know of it."""
    found = re.search(rf"^\s*{re.escape(name)}(?:-\w+)*/.*?\b{WORDS}\b", shown, re.MULTILINE)
    return found["word"] if found else ""


def last_answer(log: str, trunk: Trunk) -> str:
    """The SIP code of the provider's last refusal, `silence` when he did not answer, "" when nothing is told."""
    for line in reversed(log.splitlines()):
        answer, silence = ANSWER.search(line), SILENCE.search(line)
        found = answer or silence
        if found and found["account"].startswith(f"sip:{trunk.user}@"):
            return answer["code"] if answer else "silence"
    return ""


def worded(word: str, code: str) -> State:
    """The two as one sentence."""
    if word == "Registered":
        return State("ok", _("The provider accepted the login; calls can come."))
    if code in {"401", "403", "407"}:
        return State("bad", _("The provider refused (%(code)s): the login or the password is wrong.") % {"code": code})
    if code == "404":
        return State("bad", _("The provider knows no such login (404)."))
    if code in {"silence", "408"}:
        return State("bad", _("The provider does not answer: check the host, the port and the firewall."))
    if code.startswith("5"):
        return State("warn", _("The provider has a failure (%(code)s); it is tried again.") % {"code": code})
    if code:
        return State("bad", _("The provider answered %(code)s.") % {"code": code})
    return State("warn", _("Registering…"))
