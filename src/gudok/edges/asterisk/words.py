"""What Asterisk is set up with, and the names of things there: telephones, trunks, ids."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Literal

from msgspec import Struct

APP = "gudok"
"""The ARI application's name; for one name the newer connection wins, which fences an old engine."""

LEG = re.compile(r"^(c[0-9a-f]{12})-(\d{4})$")
PROMPT = re.compile(r"^(c[0-9a-f]{12})-p\d+$")


class Phone(Struct, frozen=True, forbid_unknown_fields=True):
    """An operator's telephone: a PJSIP endpoint, its password, and which codecs it may use."""

    endpoint: str
    kind: Literal["browser", "sip"]
    secret: str
    codec: Literal["auto", "opus", "g711"] = "auto"


class Trunk(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A way in from the telephone network.

    `registered`: we register at `host` as `user` with `secret`; calls to the account reach us as calls to `did`.
    `address`: calls from `host` (an address, a network or several, comma between) are taken without a password.
    """

    name: str
    kind: Literal["registered", "address"]
    host: str
    user: str = ""
    secret: str = ""
    did: str = ""
    port: int = 5060


class Telephony(Struct, frozen=True, forbid_unknown_fields=True):
    """All telephones and trunks of the centre, with their secrets."""

    phones: tuple[Phone, ...] = ()
    trunks: tuple[Trunk, ...] = ()


def call_id(channel: str) -> str:
    """The call's id, derived from the caller's channel so that a restarted engine finds the same."""
    return f"c{blake2b(channel.encode(), digest_size=6).hexdigest()}"


def leg_id(call: str, leg: int) -> str:
    """The channel id of an operator's leg. Of fixed length: Asterisk takes a prefix of a living id as taken."""
    return f"{call}-{leg:04d}"


def bridge_id(agent: str) -> str:
    """The operator's own bridge, made once and used for every talk."""
    return f"b{blake2b(agent.encode(), digest_size=6).hexdigest()}"


def read_leg(channel: str) -> tuple[str, int] | None:
    """Call and leg number when the channel is an operator's leg."""
    found = LEG.match(channel)
    return (found[1], int(found[2])) if found else None


def read_prompt(playback: str) -> str | None:
    """The call a playback belongs to."""
    found = PROMPT.match(playback)
    return found[1] if found else None
