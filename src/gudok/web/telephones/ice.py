"""The way of voice between a browser and Asterisk: STUN and TURN servers, with a password of TURN for each person.

The password follows from the secret shared with the TURN server, as draft-uberti-behave-turn-rest describes and coturn
does (`use-auth-secret`): the user name is the second at which it ends and who it is for, the password its HMAC-SHA1.
Nothing is kept, and a password that leaks is good for hours only.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gudok.settings import Ice


def ice_servers(settings: Ice, login: str, now_s: int) -> dict[str, Any]:
    """What RTCPeerConnection takes: {iceServers, iceTransportPolicy}; passwords are good from `now_s` (UTC) on."""
    servers: list[dict[str, Any]] = []
    if settings.stun:
        servers.append({"urls": list(settings.stun)})
    if settings.turn:
        name, password = turn_password(settings.turn_secret, login, now_s + settings.turn_hours * 3600)
        servers.append({"urls": list(settings.turn), "username": name, "credential": password})
    return {"iceServers": servers, "iceTransportPolicy": "relay" if settings.relay_only else "all"}


def turn_password(secret: str, login: str, until_s: int) -> tuple[str, str]:
    """The user name and the password that a TURN server with this secret takes until then."""
    name = f"{until_s}:{login}"
    made = hmac.new(secret.encode(), name.encode(), hashlib.sha1).digest()
    return name, base64.b64encode(made).decode()


def renew_after_s(settings: Ice) -> int:
    """Seconds after which a page asks anew: a talk that begins then still has half of the time."""
    return settings.turn_hours * 1800
