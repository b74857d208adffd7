"""SIP messages, as far as the tests' telephones need them."""

from __future__ import annotations

import hashlib
import re
import secrets

END = "\r\n"


def token(size: int = 8) -> str:
    return secrets.token_hex(size)


class Message:
    """A request or a response as it came."""

    def __init__(self, data: str) -> None:
        head, _, self.body = data.partition(END * 2)
        self.start, *lines = head.split(END)
        self.headers = [
            (name.strip().lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)
        ]

    def __getitem__(self, name: str) -> str:
        return next((value for header, value in self.headers if header == name), "")

    @property
    def status(self) -> int:
        """The status of a response; 0 for a request."""
        return int(self.start.split()[1]) if self.start.startswith("SIP/2.0") else 0

    @property
    def method(self) -> str:
        return self["cseq"].split()[1] if self.status else self.start.split()[0]

    @property
    def contact(self) -> str:
        found = re.search("<(.*?)>", self["contact"])
        return found[1] if found else ""

    def same(self, *names: str) -> list[str]:
        """The lines of these headers, to be sent back."""
        return [f"{name}: {value}" for name, value in self.headers if name in names]


def message(start: str, headers: list[str], body: str = "") -> str:
    """A whole message."""
    kind = ["Content-Type: application/sdp"] if body else []
    return END.join([start, *headers, *kind, f"Content-Length: {len(body)}", "", body])


def media(port: int) -> str:
    """An offer or answer: G.711 µ-law and the keys of RFC 4733 on loopback."""
    lines = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0", f"m=audio {port} RTP/AVP 0 101"]
    keys = ["a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15"]
    return END.join([*lines, "a=rtpmap:0 PCMU/8000", *keys, "a=ptime:20", ""])


def media_port(body: str) -> int:
    found = re.search(r"m=audio (\d+)", body)
    return int(found[1]) if found else 0


def digest(challenge: str, user: str, secret: str, method: str, uri: str) -> str:
    """The Authorization header that answers a challenge (RFC 8760's MD5 with qop=auth)."""
    asked = dict(re.findall(r'(\w+)="?([^",]+)"?', challenge))
    nonce, realm, ours = asked["nonce"], asked["realm"], token()

    def h(*parts: str) -> str:
        return hashlib.md5(":".join(parts).encode(), usedforsecurity=False).hexdigest()

    response = h(h(user, realm, secret), nonce, "00000001", ours, "auth", h(method, uri))
    opaque = f', opaque="{asked["opaque"]}"' if "opaque" in asked else ""
    return (
        f'Authorization: Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{uri}", '
        f'response="{response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="{ours}"{opaque}'
    )
