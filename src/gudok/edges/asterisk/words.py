"""What Asterisk is set up with, and the names of things there: telephones, trunks, ids."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Literal

from msgspec import Struct

APP = "gudok"
"""The ARI application's name; for one name the newer connection wins, which fences an old engine."""

LEG = re.compile(r"^(c[0-9a-f]{12})-(\d{4})$")
SNOOP = re.compile(r"^(c[0-9a-f]{12})-([lw])(\d{4})$")
DIALLED = re.compile(r"^(c[0-9a-f]{12})-di(?:al|\d\d)$")
NAILED = re.compile(r"^nail-(.+)-(\d{6})$")
TAP = re.compile(r"^t([0-9a-f]{12})-(\d{4})$")
PROMPT = re.compile(r"^(c[0-9a-f]{12})-p\d+$")


class Phone(Struct, frozen=True, forbid_unknown_fields=True):
    """An operator's telephone: a PJSIP endpoint, its password, and which codecs it may use.

    `nailed`: a line stands to it for the whole shift, most of which nobody speaks.
    """

    endpoint: str
    kind: Literal["browser", "sip"]
    secret: str
    codec: Literal["auto", "opus", "g711"] = "auto"
    nailed: bool = False


class Trunk(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A way to and from the telephone network.

    `registered`: we register at `host` as `user` with `secret`; calls to the account reach us as calls to `did`.
    `address`: calls from `host` (an address, a network or several, comma between) are taken without a password; ours go
    to the first address, with `user` and `secret` where it asks for them. `number_in_from`: a provider takes our number
    from the From header, and not from P-Asserted-Identity beside the account's name.
    `auth_user` signs in where that is not `user`; `domain` is what follows @ in our address where that is not `host`;
    `proxy` (host, or host:port) is where everything is sent to reach `host`.
    """

    name: str
    kind: Literal["registered", "address"]
    host: str
    user: str = ""
    secret: str = ""
    did: str = ""
    port: int = 5060
    number_in_from: bool = False
    auth_user: str = ""
    domain: str = ""
    proxy: str = ""
    transport: Literal["udp", "tcp"] = "udp"
    dtmf: Literal["rfc4733", "info", "inband", "auto"] = "rfc4733"
    codecs: Literal["alaw,ulaw", "ulaw,alaw", "alaw", "ulaw"] = "alaw,ulaw"


class Telephony(Struct, frozen=True, forbid_unknown_fields=True):
    """All telephones and trunks of the centre, with their secrets."""

    phones: tuple[Phone, ...] = ()
    trunks: tuple[Trunk, ...] = ()
    music: tuple[str, ...] = ()
    """Sounds of the centre's own that callers wait with."""


OWN = "own/"
"""What the names of the centre's own sounds begin with."""


def music_class(music: str) -> str:
    """The name of a kind of music in Asterisk's configuration."""
    return f"own-{music}" if music else "default"


def call_id(channel: str) -> str:
    """The call's id, derived from the caller's channel so that a restarted engine finds the same."""
    return f"c{blake2b(channel.encode(), digest_size=6).hexdigest()}"


def leg_id(call: str, leg: int) -> str:
    """The channel id of an operator's leg. Of fixed length: Asterisk takes a prefix of a living id as taken."""
    return f"{call}-{leg:04d}"


def bridge_id(agent: str) -> str:
    """The operator's own bridge, made once and used for every talk."""
    return f"b{blake2b(agent.encode(), digest_size=6).hexdigest()}"


def outside_bridge_id(call: str) -> str:
    """The bridge in which a customer meets an outside number, without an operator."""
    return f"o-{call}"


def is_outside_bridge(bridge: str) -> bool:
    return bridge.startswith("o-")


def spy_bridge_id(agent: str) -> str:
    """The bridge in which a supervisor's leg meets her snoop."""
    return f"v{blake2b(agent.encode(), digest_size=6).hexdigest()}"


def snoop_id(call: str, leg: int, how: str) -> str:
    """The channel through which a supervisor's leg listens or whispers."""
    return f"{call}-{how[0]}{leg:04d}"


def read_snoop(channel: str) -> tuple[str, int, str] | None:
    """Call, supervisor's leg and `listen` or `whisper` when the channel is a snoop."""
    found = SNOOP.match(channel)
    return (found[1], int(found[3]), {"l": "listen", "w": "whisper"}[found[2]]) if found else None


def nailed_id(agent: str, line: int) -> str:
    """The channel of the line of an operator's shift. No such id begins another: the number's length is fixed."""
    return f"nail-{agent}-{line:06d}"


def read_nailed(channel: str) -> tuple[str, int] | None:
    """Operator and number when the channel is a line of a shift."""
    found = NAILED.match(channel)
    return (found[1], int(found[2])) if found else None


def line_bridge_id(agent: str) -> str:
    """The bridge in which a line of a shift meets the taps of the calls over it."""
    return f"n{blake2b(agent.encode(), digest_size=6).hexdigest()}"


def tap_id(call: str, leg: int) -> str:
    """The other end of a leg over such a line."""
    return f"t{call.removeprefix('c')}-{leg:04d}"


def is_tap(channel: str) -> bool:
    return TAP.match(channel) is not None


def read_leg(channel: str) -> tuple[str, int] | None:
    """Call and leg number when the channel is an operator's leg."""
    found = LEG.match(channel)
    return (found[1], int(found[2])) if found else None


def read_dialled(channel: str) -> str | None:
    """The call when the channel is the number an operator dialled (see core.outgoing.place)."""
    found = DIALLED.match(channel)
    return found[1] if found else None


def read_prompt(playback: str) -> str | None:
    """The call a playback belongs to."""
    found = PROMPT.match(playback)
    return found[1] if found else None
